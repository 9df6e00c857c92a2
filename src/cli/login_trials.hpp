// Which logins are to be tried for what a scan found.
#pragma once

#include <string>
#include <vector>

#include "audit/found_account.hpp"
#include "login/mail_server.hpp"

namespace postern::cli {

// One password of one user at one host.
struct LoginTrial {
    std::string credential;  // its id
    std::string username;
    const Secret* password = nullptr;  // within the accounts
    // Where the host can be asked, in the order met; never empty.
    std::vector<login::MailServer> servers;

    const std::string& host() const { return servers.front().host; }
};

// An account's password that cannot be tried.
struct UntriedLogin {
    std::string credential;
    std::string host;  // as the account names it; may be empty
    std::string why;   // a clause in which "it" is the server
};

struct LoginTrials {
    std::vector<LoginTrial> trials;     // by host, then by user
    std::vector<UntriedLogin> untried;  // each once
};

// Passwords alone, in clear or decoded, of accounts that name a mail server's protocol; what a comment holds
// or is switched off is tried too. Equal ones are tried once. A guess is not tried, as it may be a secret
// of something else that a stranger's server would be told.
LoginTrials plan_logins(const std::vector<audit::FoundAccount>& accounts);

}  // namespace postern::cli
