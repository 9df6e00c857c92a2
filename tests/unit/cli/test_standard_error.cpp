#include "cli/standard_error.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <string>

#include "catch.hpp"

using namespace postern;

namespace {

// Puts a descriptor in the place of standard error for a while.
class Redirected {
public:
    explicit Redirected(int descriptor) : saved_(::dup(STDERR_FILENO)) {
        ::dup2(descriptor, STDERR_FILENO);
        ::close(descriptor);
    }
    ~Redirected() {
        ::dup2(saved_, STDERR_FILENO);
        ::close(saved_);
    }

private:
    int saved_;
};

bool is_pending(int number) {
    sigset_t pending{};
    ::sigpending(&pending);
    return ::sigismember(&pending, number) == 1;
}

}  // namespace

TEST_CASE("standard error takes every byte") {
    std::array<int, 2> ends{};
    REQUIRE(::pipe(ends.data()) == 0);
    {
        const Redirected redirected(ends[1]);
        cli::write_standard_error("one ");
        cli::write_standard_error("");
        cli::write_standard_error("two");
    }
    std::array<char, 16> buffer{};
    const auto count = ::read(ends[0], buffer.data(), buffer.size());
    ::close(ends[0]);
    REQUIRE(count == 7);
    CHECK(std::string(buffer.data(), 7) == "one two");
}

TEST_CASE("neither a full disk behind standard error nor a broken pipe ends anything") {
    std::array<int, 2> ends{};
    REQUIRE(::pipe(ends.data()) == 0);
    ::close(ends[0]);
    for (const int descriptor : {::open("/dev/full", O_WRONLY), ends[1]}) {
        const Redirected redirected(descriptor);
        cli::write_standard_error("x");
    }
    sigset_t now{};
    ::pthread_sigmask(SIG_SETMASK, nullptr, &now);
    CHECK(::sigismember(&now, SIGPIPE) == 0);
    CHECK_FALSE(is_pending(SIGPIPE));
}
