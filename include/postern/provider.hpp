// What a mail provider asks of a host that relays through it: data read from rules/providers.toml,
// whose keys docs/rules.md explains.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "postern/account.hpp"
#include "postern/rule_origin.hpp"

namespace postern {

struct ProviderPort {
    std::uint16_t port = 0;
    Tls tls = Tls::starttls;
};

enum class ProviderLogin {
    password,      // the account's own
    app_password,  // one made for this purpose alone
    oauth_soon,    // passwords still work, but their end is announced
    oauth,         // no passwords any more
};

// How to get tokens for XOAUTH2.
struct ProviderOauth {
    std::string token_endpoint;
    std::string scope;
    std::string tool;  // the provider's word of sasl-xoauth2-tool: "gmail", "outlook"
};

// Where mailboxes are read, and how one logs in there.
struct ProviderMailboxes {
    std::vector<std::string> hosts;  // globs, of IMAP and POP servers
    ProviderLogin login = ProviderLogin::password;
    std::optional<std::string> password_end;  // as below
};

struct Provider {
    std::string id;
    std::string title;
    std::vector<std::string> hosts;   // globs; compared without case
    std::vector<ProviderPort> ports;  // where it takes mail; the first is the one to use
    ProviderLogin login = ProviderLogin::password;
    // YYYY-MM-DD, when passwords stop or stopped working by default (with app_password: those of the accounts
    // themselves); whether somebody may allow them again says login_note.
    std::optional<std::string> password_end;
    std::string login_note;               // what an administrator has to know of it; may be empty
    std::optional<std::string> username;  // the one user name that everybody has
    bool own_sender_only = false;         // refuses or rewrites senders other than the login and its aliases
    unsigned connections = 0;             // at a time; 0: no limit is known
    unsigned rate_delay = 0;              // seconds between two messages; 0: none is needed
    unsigned recipients = 0;              // of one message; 0: no limit is known
    std::uint64_t message_size = 0;       // bytes; 0: no limit is known
    std::string limits;                   // the rest of its limits, for people; may be empty
    std::optional<ProviderOauth> oauth;
    std::optional<ProviderMailboxes> mailboxes;
    std::vector<std::string> references;  // public addresses that say so
    std::string checked;                  // YYYY-MM-DD, when they were read
    RuleOrigin origin = {};
};

}  // namespace postern
