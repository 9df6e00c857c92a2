#include "cli/terminal.hpp"

#include <unistd.h>

#include <cstdio>

#include "catch.hpp"

using namespace postern;

namespace {

// As standard_output() answers when standard output is a file.
cli::Terminal piped(cli::ColorChoice color) {
    std::fflush(stdout);
    const int saved = ::dup(STDOUT_FILENO);
    FILE* file = std::tmpfile();
    ::dup2(::fileno(file), STDOUT_FILENO);
    const cli::Terminal terminal = cli::standard_output(color);
    ::dup2(saved, STDOUT_FILENO);
    ::close(saved);
    std::fclose(file);
    return terminal;
}

}  // namespace

TEST_CASE("what is no terminal has no color unless it is asked for") {
    CHECK_FALSE(piped(cli::ColorChoice::automatic).color);
    CHECK_FALSE(piped(cli::ColorChoice::never).color);
    CHECK(piped(cli::ColorChoice::always).color);
    const cli::Terminal terminal = piped(cli::ColorChoice::automatic);
    CHECK_FALSE(terminal.is_terminal);
    CHECK_FALSE(terminal.unicode);
    CHECK(terminal.width == 100);
}
