#include "format/postfix_lines.hpp"

#include "catch.hpp"

using namespace postern::format;

TEST_CASE("a line that starts with white space continues the one before it, past comments and blanks") {
    const std::string text = "# head\na = 1,\n\n  # in between\n\t2 \n   \nb\n";
    const auto lines = postfix_lines(text);
    REQUIRE(lines.size() == 2);
    CHECK(lines[0].text == "a = 1,\t2 ");
    CHECK(lines[0].line == 2);
    CHECK(lines[1].text == "b");
    CHECK(lines[1].line == 7);
    for (const PostfixLine& line : lines) {
        for (std::size_t at = 0; at < line.text.size(); ++at) {
            CHECK(text[line.place(at)] == line.text[at]);
        }
    }
}

TEST_CASE("line ends of any kind, and none at the end") {
    const auto lines = postfix_lines("a\r\n b\r\nc");
    REQUIRE(lines.size() == 2);
    CHECK(lines[0].text == "a b");
    CHECK(lines[1].text == "c");
    CHECK(postfix_lines("").empty());
    CHECK(postfix_lines("\n#\n \n").empty());
    CHECK(postfix_lines(" first").at(0).text == " first");
}

TEST_CASE("words are separated by commas and white space, braces hold together") {
    using Words = std::vector<std::string_view>;
    CHECK(postfix_words(" a, b\tc,,d ") == Words{"a", "b", "c", "d"});
    CHECK(postfix_words("inline:{ {a = b}, {c = d} } x") == Words{"inline:{ {a = b}, {c = d} }", "x"});
    CHECK(postfix_words("{a b").size() == 1);
    CHECK(postfix_words("a }b") == Words{"a", "}b"});
    CHECK(postfix_words("").empty());
    std::string_view text = "one  two ";
    CHECK(take_word(text) == "one");
    CHECK(text == "two ");
    CHECK(take_word(text) == "two");
    CHECK(take_word(text).empty());
    CHECK(trimmed(" \t a b\n") == "a b");
    CHECK(trimmed(" ").empty());
}
