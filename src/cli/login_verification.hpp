// Trying logins for real: over the network, with a second's rest, told on the terminal.
#pragma once

#include <string>

#include "cli/login_run.hpp"

namespace postern::cli {

class LoginVerification : public LoginDesk {
public:
    // Throws Error when `authorities`, a PEM file, is none.
    LoginVerification(const std::string& authorities, bool show_progress)
        : client_(authorities), show_progress_(show_progress) {}
    ~LoginVerification() override;
    LoginVerification(const LoginVerification&) = delete;
    LoginVerification& operator=(const LoginVerification&) = delete;

    login::LoginResult attempt(const login::MailServer& server, const std::string& username,
                               const Secret& password) override;
    // Throws Error when an interrupt is asked for.
    void pause() override;
    void tell(std::size_t number, std::size_t trials, const std::string& host) override;

private:
    login::LoginClient client_;
    bool show_progress_;
};

}  // namespace postern::cli
