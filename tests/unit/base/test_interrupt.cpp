#include "base/interrupt.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

#include "catch.hpp"
#include "postern/error.hpp"

using namespace postern;

namespace {

// The exit status of a child that sends itself `count` signals: 7 when it was asked to stop.
int status_after(int signal, int count, void (*before)(int) = SIG_DFL) {
    const pid_t child = ::fork();
    if (child == 0) {
        std::signal(signal, before);
        base::stop_on_signals();
        for (int i = 0; i < count; ++i) {
            ::raise(signal);
        }
        try {
            base::throw_if_interrupted();
        } catch (const Error& error) {
            ::_exit(error.kind() == ErrorKind::interrupted ? 7 : 8);
        }
        ::_exit(0);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return status;
}

}  // namespace

TEST_CASE("a signal asks to stop, a second one stops at once") {
    CHECK_NOTHROW(base::throw_if_interrupted());
    CHECK(WEXITSTATUS(status_after(SIGINT, 0)) == 0);
    CHECK(WEXITSTATUS(status_after(SIGINT, 1)) == 7);
    CHECK(WEXITSTATUS(status_after(SIGTERM, 1)) == 7);
    const int status = status_after(SIGTERM, 2);
    REQUIRE(WIFSIGNALED(status));
    CHECK(WTERMSIG(status) == SIGTERM);
}

TEST_CASE("a signal that the caller ignores stays ignored") {
    CHECK(status_after(SIGINT, 1, SIG_IGN) == status_after(SIGINT, 0));
    CHECK(status_after(SIGTERM, 1, SIG_IGN) == status_after(SIGTERM, 0));
}
