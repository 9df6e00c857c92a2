#include "cli/standard_error.hpp"

#include <pthread.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <ctime>

namespace postern::cli {

namespace {

// While it lives, this thread's writing into a closed pipe does not end the process.
class NoBrokenPipe {
public:
    NoBrokenPipe() noexcept {
        ::sigemptyset(&pipe_);
        ::sigaddset(&pipe_, SIGPIPE);
        ::pthread_sigmask(SIG_BLOCK, &pipe_, &before_);
    }
    ~NoBrokenPipe() {
        if (is_broken_ && ::sigismember(&before_, SIGPIPE) == 0) {
            const timespec now{0, 0};
            ::sigtimedwait(&pipe_, nullptr, &now);
        }
        ::pthread_sigmask(SIG_SETMASK, &before_, nullptr);
    }
    NoBrokenPipe(const NoBrokenPipe&) = delete;
    NoBrokenPipe& operator=(const NoBrokenPipe&) = delete;

    void note() noexcept { is_broken_ = true; }

private:
    sigset_t pipe_{};
    sigset_t before_{};
    bool is_broken_ = false;
};

}  // namespace

void write_standard_error(std::string_view text) noexcept {
    NoBrokenPipe guard;
    while (!text.empty()) {
        const ssize_t count = ::write(STDERR_FILENO, text.data(), text.size());
        if (count < 0 && errno != EINTR) {
            if (errno == EPIPE) {
                guard.note();
            }
            return;
        }
        text.remove_prefix(count > 0 ? static_cast<std::size_t>(count) : 0);
    }
}

}  // namespace postern::cli
