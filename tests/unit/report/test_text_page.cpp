#include "catch.hpp"
#include "report/text_page.hpp"

using namespace postern::report;

namespace {

TextStyle plain(std::size_t width) {
    return {false, false, width};
}

}  // namespace

TEST_CASE("Prose wraps between words, indented as far as its lead") {
    TextPage page(plain(40));
    page.prose("  - ", "one two three four five six seven eight nine");
    CHECK(page.text() == "  - one two three four five six seven\n    eight nine\n");
}

TEST_CASE("A line is filled to the last column") {
    TextPage page(plain(40));
    page.prose("", std::string(20, 'a') + " " + std::string(19, 'b') + " c");
    CHECK(page.text() == std::string(20, 'a') + " " + std::string(19, 'b') + "\nc\n");
}

TEST_CASE("A word longer than the page is not cut") {
    TextPage page(plain(40));
    page.prose("", "see " + std::string(60, 'x') + " there");
    CHECK(page.text() == "see\n" + std::string(60, 'x') + "\nthere\n");
}

TEST_CASE("Items wrap between them only") {
    TextPage page(plain(40));
    page.items("- ", {"key with a space 1", "field with one", "last of them"});
    CHECK(page.text() == "- key with a space 1, field with one,\n  last of them\n");
}

TEST_CASE("A page is never narrower than forty columns") {
    TextPage page(plain(0));
    page.prose("", "one two three four five");
    CHECK(page.text() == "one two three four five\n");
}

TEST_CASE("A heading reaches the edge of the page") {
    TextPage page(plain(40));
    page.heading("Risks");
    CHECK(page.text() == "\n-- Risks " + std::string(31, '-') + "\n\n");
}

TEST_CASE("Only a page with colour is coloured") {
    CHECK(TextPage(plain(80)).paint(Paint::high, "x") == "x");
    CHECK(TextPage({true, false, 80}).paint(Paint::high, "x") == "\x1b[1;31mx\x1b[0m");
    CHECK(TextPage({true, false, 80}).paint(Paint::medium, "x") == "\x1b[33mx\x1b[0m");
}

TEST_CASE("Colours do not change where a line wraps") {
    TextPage page({true, false, 40});
    page.items("", {page.paint(Paint::bold, std::string(20, 'a')), std::string(18, 'b'), "c"});
    CHECK(page.text() == "\x1b[1m" + std::string(20, 'a') + "\x1b[0m,\n" + std::string(18, 'b') + ", c\n");
}

TEST_CASE("Round bullets come with Unicode only") {
    CHECK(TextPage(plain(80)).bullet(2) == "  - ");
    CHECK(TextPage({false, true, 80}).bullet(2) == "  \u2022 ");
}
