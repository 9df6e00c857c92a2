#include "cli/login_verification.hpp"

#include <fmt/format.h>
#include <poll.h>

#include "base/interrupt.hpp"
#include "cli/standard_error.hpp"

namespace postern::cli {

namespace {

constexpr const char* kClearLine = "\r\x1B[K";

}  // namespace

LoginVerification::~LoginVerification() {
    if (show_progress_) {
        write_standard_error(kClearLine);
    }
}

login::LoginResult LoginVerification::attempt(const login::MailServer& server, const std::string& username,
                                              const Secret& password) {
    return client_.attempt(server, username, password);
}

void LoginVerification::pause() {
    constexpr int kMilliseconds = 1000;
    base::throw_if_interrupted();
    ::poll(nullptr, 0, kMilliseconds);  // a signal ends it
    base::throw_if_interrupted();
}

void LoginVerification::tell(std::size_t number, std::size_t trials, const std::string& host) {
    if (show_progress_) {
        write_standard_error(
            fmt::format("{}trying login {} of {}: {:.50}", kClearLine, number, trials, host));
    }
}

}  // namespace postern::cli
