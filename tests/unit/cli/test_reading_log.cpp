#include <unistd.h>

#include <array>
#include <cstdio>

#include "catch.hpp"
#include "cli/reading_log.hpp"

using namespace postern;

namespace {

// What goes to standard error meanwhile.
template <typename Action>
std::string caught(Action action) {
    std::array<int, 2> pipe{};
    REQUIRE(::pipe(pipe.data()) == 0);
    std::fflush(stderr);
    const int saved = ::dup(STDERR_FILENO);
    ::dup2(pipe[1], STDERR_FILENO);
    action();
    std::fflush(stderr);
    ::dup2(saved, STDERR_FILENO);
    ::close(saved);
    ::close(pipe[1]);
    std::array<char, 1000> text{};
    const auto size = ::read(pipe[0], text.data(), text.size());
    ::close(pipe[0]);
    return {text.data(), static_cast<std::size_t>(size > 0 ? size : 0)};
}

void tell(cli::ReadingLog& log) {
    log.reading("a.zip!b.sql", "pg-dump-plain");
    log.unknown("notes\n.txt");
    log.unreadable("c.sql", "is empty");
}

}  // namespace

TEST_CASE("Each source is a line, and a name cannot make it two") {
    cli::ReadingLog log(true);
    CHECK(caught([&log] { tell(log); }) ==
          "a.zip!b.sql: pg-dump-plain\nnotes\\x0a.txt: nothing known\nc.sql: not read: is empty\n");
}

TEST_CASE("Nothing is told that nobody asked for") {
    cli::ReadingLog log(false);
    CHECK(caught([&log] { tell(log); }).empty());
}
