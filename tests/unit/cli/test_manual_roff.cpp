#include "catch.hpp"
#include "cli/manual_roff.hpp"
#include "postern/error.hpp"

using namespace postern;

namespace {

// Without the lines of the head.
std::string body(const std::string& text) {
    const std::string page = cli::manual_roff(
        cli::read_markdown("# postern-x(1)\n\n## NAME\n\npostern-x - does it\n\n## PART\n\n" + text),
        {"2026-11-29", "0.1.0"});
    const std::string head = ".SH \"PART\"\n";
    return page.substr(page.find(head) + head.size());
}

}  // namespace

TEST_CASE("A page starts with its title and the line that lists it") {
    CHECK(cli::manual_roff(cli::read_markdown("# postern-x(1)\n\n## NAME\n\npostern-x - does it - all\n"),
                           {"2026-11-29", "0.1.0"}) ==
          ".TH postern\\-x 1 2026-11-29 \"postern 0.1.0\" \"User Commands\"\n.nh\n.ad l\n"
          ".SH \"NAME\"\npostern\\-x \\- does it \\- all\n");
}

TEST_CASE("Code, bold words and names of pages are bold") {
    CHECK(body("See `a -b`, **c** and postern-scan(1).\n") ==
          "See \\fBa \\-b\\fR, \\fBc\\fR and \\fBpostern\\-scan\\fR(1).\n");
    CHECK(body("f(1x) and `g(1)`\n") == "f(1x) and \\fBg(1)\\fR\n");
}

TEST_CASE("What groff takes for something else is escaped") {
    CHECK(body("a\\b ~ ^ ' `x'`\n") == "a\\eb \\(ti \\(ha \\(aq \\fBx\\(aq\\fR\n");
    CHECK(body(".TH is text\n") == "\\&.TH is text\n");
    CHECK(body("    .TH\n    'x\n") == ".in +4n\n.nf\n\\&.TH\n\\(aqx\n.fi\n.in\n");
}

TEST_CASE("Items, lists and code") {
    CHECK(body("`-o`, `--output FILE`\n: Write.\n") ==
          ".TP\n\\fB\\-o\\fR, \\fB\\-\\-output \\fIFILE\\fR\nWrite.\n");
    CHECK(body("- a\n- b\n\n1. c\n") == ".IP \\(bu 2n\na\n.IP \\(bu 2n\nb\n.IP 1. 4n\nc\n");
}

TEST_CASE("A table is one where there is room, else a list") {
    CHECK(body("| a | b |\n|---|---|\n| `x` | y |\n") == ".TP\n\\fBx\\fR\ny\n");
    CHECK(body("| a | b | c |\n|---|---|---|\n| 1 | 2 | 3 |\n") == ".TS\nl l l.\na\tb\tc\n1\t2\t3\n.TE\n");
    const std::string wide(50, 'w');
    CHECK(body("| a | b | c |\n|---|---|---|\n| 1 | 2 | " + wide + " |\n") ==
          ".TS\nl l lx.\na\tb\tT{\nc\nT}\n1\t2\tT{\n" + wide + "\nT}\n.TE\n");
    CHECK(body("| a | b | c |\n|---|---|---|\n| a-rule-with-a-name | high | " + wide + " |\n") ==
          ".TP\na\\-rule\\-with\\-a\\-name (high)\n" + wide + "\n");
}

TEST_CASE("A page without title or name is an error") {
    CHECK_THROWS_AS(cli::manual_roff({}, {}), Error);
    CHECK_THROWS_AS(cli::manual_roff(cli::read_markdown("# postern-x(1)\n\n## NAME\n\nnothing\n"), {}),
                    Error);
    CHECK_THROWS_AS(body("# again\n"), Error);
}
