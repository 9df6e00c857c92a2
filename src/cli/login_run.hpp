// Tries the logins that a scan found, and writes into the report what came of them.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "audit/found_account.hpp"
#include "login/login_client.hpp"
#include "postern/report.hpp"

namespace postern::cli {

// What trying takes of the world.
class LoginDesk {
public:
    virtual ~LoginDesk() = default;

    virtual login::LoginResult attempt(const login::MailServer& server, const std::string& username,
                                       const Secret& password) = 0;
    // Between two connections to one host.
    virtual void pause() = 0;
    // The trial that comes next, the first is 1.
    virtual void tell(std::size_t number, std::size_t trials, const std::string& host) = 0;
};

// One login for each password of a user at a host and protocol, one after the other, until one lets it in: of
// a protocol's ports the next is asked only when those before did not take a login. A credential is
// `verified` when one server let it in, `unreachable` when one of those asked could not be tried, and
// `rejected` only when all refused it; without a mail password to try it has no outcome. Each server that
// could not be tried is a note. The accounts are those of the report's scan.
void run_logins(const std::vector<audit::FoundAccount>& accounts, LoginDesk& desk, Report& report);

}  // namespace postern::cli
