// Tries a password at a mail server, by libcurl.
#pragma once

#include <chrono>
#include <string>

#include "login/mail_server.hpp"
#include "postern/report.hpp"
#include "postern/secret.hpp"

namespace postern::login {

struct LoginResult {
    LoginOutcome outcome = LoginOutcome::unreachable;
    std::string why;     // unreachable: a clause in which "it" is the server
    bool asked = false;  // the server was asked, so that it counts as a login there
};

struct LoginLimits {
    std::chrono::milliseconds connect{10'000};  // until the user is logged in
    std::chrono::milliseconds total{30'000};
};

// Logs in, says NOOP and goes: no mail is sent, fetched, deleted or marked as read. The password goes
// over TLS of version 1.2 or later alone, to a server whose certificate is trusted and names it; by the
// mechanisms PLAIN and LOGIN, or by the protocol's own login where the server has no mechanisms.
// Proxies of the environment, netrc files and key logs are not heeded. One at a time in a process.
class LoginClient {
public:
    // authorities: a PEM file of certificates to trust beside the system's, or empty. Throws Error when it is
    // none.
    explicit LoginClient(std::string authorities = {}, LoginLimits limits = {});
    ~LoginClient();
    LoginClient(const LoginClient&) = delete;
    LoginClient& operator=(const LoginClient&) = delete;

    // At most one login. Throws Error when an interrupt is asked for.
    LoginResult attempt(const MailServer& server, const std::string& username, const Secret& password);

private:
    std::string authorities_;
    LoginLimits limits_;
};

}  // namespace postern::login
