#include "catch.hpp"
#include "cli/manual_markdown.hpp"

using namespace postern;
using cli::BlockKind;

TEST_CASE("Headings, paragraphs and code") {
    const auto blocks = cli::read_markdown(
        "# postern-x(1)\n\n## NAME\n\npostern-x - does\nit\n\n### Part\n\n    first  line\n\n      "
        "second\n\nText.\n");
    REQUIRE(blocks.size() == 6);
    CHECK(blocks[0].kind == BlockKind::title);
    CHECK(blocks[0].text == "postern-x(1)");
    CHECK(blocks[1].kind == BlockKind::section);
    CHECK(blocks[2].kind == BlockKind::paragraph);
    CHECK(blocks[2].text == "postern-x - does it");
    CHECK(blocks[3].kind == BlockKind::subsection);
    CHECK(blocks[4].kind == BlockKind::code);
    CHECK(blocks[4].text == "first  line\n\n  second\n");
    CHECK(blocks[5].text == "Text.");
}

TEST_CASE("Items, of one term or several lines of them") {
    const auto blocks = cli::read_markdown("`-a`, `--all`\n: Takes all.\nOf it.\n\n`-b`,\n`-c`\n: Both.\n");
    REQUIRE(blocks.size() == 2);
    CHECK(blocks[0].kind == BlockKind::item);
    CHECK(blocks[0].term == "`-a`, `--all`");
    CHECK(blocks[0].text == "Takes all. Of it.");
    CHECK(blocks[1].term == "`-b`, `-c`");
}

TEST_CASE("Lists, and what goes on below their points") {
    const auto blocks = cli::read_markdown("- one\n  more\n- two\n\n1. first\n   more\n2. second\n");
    REQUIRE(blocks.size() == 4);
    CHECK(blocks[0].kind == BlockKind::bullet);
    CHECK(blocks[0].text == "one more");
    CHECK(blocks[1].text == "two");
    CHECK(blocks[2].kind == BlockKind::numbered);
    CHECK(blocks[2].term == "1.");
    CHECK(blocks[2].text == "first more");
    CHECK(blocks[3].term == "2.");
}

TEST_CASE("Tables, with bars in code") {
    const auto blocks =
        cli::read_markdown("| a | b |\n|---|---|\n| `x|y` | two words |\n| last | |\n\nText.\n");
    REQUIRE(blocks.size() == 2);
    CHECK(blocks[0].kind == BlockKind::table);
    REQUIRE(blocks[0].rows.size() == 3);
    CHECK(blocks[0].rows[1] == std::vector<std::string>{"`x|y`", "two words"});
    CHECK(blocks[0].rows[2] == std::vector<std::string>{"last", ""});
}

TEST_CASE("A year at the start of a line is no list") {
    const auto blocks = cli::read_markdown("2026 was\n2.5 times\n");
    REQUIRE(blocks.size() == 1);
    CHECK(blocks[0].kind == BlockKind::paragraph);
    CHECK(cli::read_markdown("").empty());
}
