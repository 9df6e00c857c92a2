// A server that Postfix hands mail on to, with the account it logs in by.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "postern/provider.hpp"
#include "postern/secret.hpp"
#include "postfix/tls_policy.hpp"

namespace postern::postfix {

enum class Login {
    none,      // the server takes mail from this host as it is
    password,  // PLAIN or LOGIN
    xoauth2,   // tokens, by the SASL plug-in sasl-xoauth2
};

struct OauthSecrets {
    std::string client_id;
    Secret client_secret;
    Secret refresh_token;
};

struct Upstream {
    std::string name;  // of its transport in master.cf, and of its files; [a-z][a-z0-9_]*
    std::string product;
    std::string title;  // what the application calls the account; may be empty
    std::string host;   // a name, or an address without brackets
    std::uint16_t port = 0;
    bool wrappermode = false;  // TLS from the start
    TlsPolicy tls;
    Login login = Login::none;
    std::string username;
    Secret password;  // empty with Login::password: has to be filled in by hand
    OauthSecrets oauth;
    std::vector<std::string> senders;  // addresses, in lower case: whose mail goes this way
    std::string own_sender;  // with a provider that insists on it: the address that others become; or empty
    const Provider* provider = nullptr;  // of the table, which outlives this
    std::vector<std::string> places;     // where the account was found
    bool assumed_layout = false;         // in a dump that does not name its columns
    bool tls_chosen = false;             // on the command line, not by what the account says
    std::string proxy;                   // SOCKS, that the application went through; may be empty
    bool lacks_username = false;         // there is a password, but nobody it belongs to

    bool lacks_password() const { return login == Login::password && password.empty(); }
};

// "[smtp.example.com]:587", as Postfix looks up both the route and the password.
std::string nexthop(const Upstream& upstream);

// "jira@example.com at smtp.example.com:587", "a at [2001:db8::1]:587", for people; a name without end is
// cut.
std::string describe(const Upstream& upstream);

// Printable, and cut where it has no end: a name in a dump may have a million letters.
std::string shortened(const std::string& text);

}  // namespace postern::postfix
