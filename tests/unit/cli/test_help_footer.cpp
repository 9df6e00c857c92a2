#include "catch.hpp"
#include "cli/help_footer.hpp"

using namespace postern;

namespace {

const std::string kLong =
    "finished but incomplete: something could not be read, and what that is stands in the report, which "
    "holds "
    "all the findings there are as well";

}  // namespace

TEST_CASE("A footer has the examples, then a line for each code") {
    CHECK(cli::help_footer("  postern x",
                           {{ExitCode::clean, "done"}, {ExitCode::interrupted, "interrupted"}}) ==
          "Examples:\n  postern x\n\nExit codes:\n  0    done\n  130  interrupted");
}

TEST_CASE("A long meaning goes on below itself") {
    const std::string footer = cli::help_footer("  postern x", {{ExitCode::incomplete, kLong}});
    CHECK(footer.find("\n       ") != std::string::npos);
    std::size_t longest = 0;
    for (std::size_t begin = 0; begin < footer.size();) {
        const std::size_t end = std::min(footer.find('\n', begin), footer.size());
        longest = std::max(longest, end - begin);
        begin = end + 1;
    }
    CHECK(longest <= 100);
}

TEST_CASE("What a footer says of the codes is read back") {
    const auto lines = cli::exit_lines(cli::help_footer(
        "  postern x 4",
        {{ExitCode::clean, "done"}, {ExitCode::incomplete, kLong}, {ExitCode::interrupted, "stopped"}}));
    REQUIRE(lines.size() == 3);
    CHECK(lines[0].code == "0");
    CHECK(lines[0].meaning == "done");
    CHECK(lines[1].code == "4");
    CHECK(lines[1].meaning == kLong);
    CHECK(lines[2].code == "130");
    CHECK(lines[2].meaning == "stopped");
}

TEST_CASE("A footer without codes has none") {
    CHECK(cli::exit_lines("Examples:\n  postern x\n").empty());
    CHECK(cli::exit_lines("").empty());
}
