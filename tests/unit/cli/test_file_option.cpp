#include "cli/file_option.hpp"

#include <CLI/CLI.hpp>

#include "catch.hpp"
#include "postern/error.hpp"

using namespace postern;

TEST_CASE("A file is named, or not, but never by nothing") {
    CLI::App command;
    std::string path;
    cli::add_file_option(command, "--key", "A key", path);
    command.parse("");
    CHECK(path.empty());
    command.parse("--key k");
    CHECK(path == "k");
    CHECK_THROWS_AS(command.parse(std::vector<std::string>{"", "--key"}), Error);
}
