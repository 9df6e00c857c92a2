#include "cli/choice_option.hpp"

#include <CLI/CLI.hpp>

#include "catch.hpp"
#include "postern/error.hpp"

using namespace postern;

namespace {

int chosen(const std::vector<std::string>& arguments) {
    static const cli::Choices<int> kWords{{"one", 1}, {"two", 2}};
    CLI::App command;
    int value = 0;
    cli::add_choice(command, "--number", "A number", kWords, value);
    auto reversed = std::vector<std::string>(arguments.rbegin(), arguments.rend());
    command.parse(reversed);
    return value;
}

}  // namespace

TEST_CASE("A word gives its value, and none leaves it") {
    CHECK(chosen({"--number", "two"}) == 2);
    CHECK(chosen({}) == 0);
}

TEST_CASE("Another word is refused, and not repeated") {
    try {
        chosen({"--number", "s3cret"});
        FAIL();
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::usage);
        CHECK(std::string(error.what()) == "--number does not know this word");
        CHECK(error.hint() == "it takes one|two");
    }
}
