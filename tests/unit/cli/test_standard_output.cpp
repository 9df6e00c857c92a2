#include "cli/standard_output.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <string>

#include "catch.hpp"
#include "postern/error.hpp"

using namespace postern;

namespace {

// Puts a descriptor in the place of standard output for a while.
class Redirected {
public:
    explicit Redirected(int descriptor) : saved_(::dup(STDOUT_FILENO)) {
        ::dup2(descriptor, STDOUT_FILENO);
        ::close(descriptor);
    }
    ~Redirected() {
        ::dup2(saved_, STDOUT_FILENO);
        ::close(saved_);
    }

private:
    int saved_;
};

}  // namespace

TEST_CASE("standard output takes every byte") {
    std::array<int, 2> ends{};
    REQUIRE(::pipe(ends.data()) == 0);
    {
        const Redirected redirected(ends[1]);
        cli::StandardOutput output;
        output.write("one ");
        output.write("");
        output.write("two");
    }
    std::array<char, 16> buffer{};
    const auto count = ::read(ends[0], buffer.data(), buffer.size());
    ::close(ends[0]);
    REQUIRE(count == 7);
    CHECK(std::string(buffer.data(), 7) == "one two");
}

TEST_CASE("a full disk behind standard output is an error") {
    bool failed = false;
    {
        const Redirected redirected(::open("/dev/full", O_WRONLY));
        try {
            cli::StandardOutput().write("x");
        } catch (const Error& error) {
            failed = error.kind() == ErrorKind::failed;
        }
    }
    CHECK(failed);
}
