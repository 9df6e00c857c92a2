// Which of the accounts found Postfix is to use, and how.
#pragma once

#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "postern/provider.hpp"
#include "postfix/candidate.hpp"
#include "postfix/upstream.hpp"

namespace postern::postfix {

// What the command line says that the accounts do not.
struct UpstreamWishes {
    std::map<std::string, TlsPolicy> tls;  // by host, in lower case
    std::set<std::string> oauth;           // user names that log in by XOAUTH2
    std::string oauth_client_id;           // of the accounts that log in by XOAUTH2
    bool keep_senders = false;             // no sender is rewritten, whatever the provider demands
    std::string relay_host = "localhost";  // this Postfix: accounts that point there are done
    std::uint16_t relay_port = 25;
};

struct LeftOut {
    std::string what;  // the account, for people
    std::string place;
    std::string reason;    // a clause
    bool by_hand = false;  // mail goes on by it until somebody changes it
};

struct Selection {
    std::vector<Upstream> upstreams;  // in the order found; the first takes what belongs to no other
    std::vector<LeftOut> left_out;    // outgoing accounts that are not among them
};

// Takes the outgoing accounts in use that have a server of their own; equal ones become one, with
// the senders of all and the stricter TLS. A JNDI account lends its sender to the session it names.
// Throws Error when Postfix cannot hold one of them, or when one account has two different passwords:
// which of them is the current one cannot be told.
Selection select_upstreams(std::span<const Candidate> candidates, std::span<const Provider> providers,
                           const UpstreamWishes& wishes);

}  // namespace postern::postfix
