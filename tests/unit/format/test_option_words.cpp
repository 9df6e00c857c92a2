#include "format/option_words.hpp"

#include "catch.hpp"
#include "format/shell_lexer.hpp"

using namespace postern::format;

namespace {

struct Found {
    std::vector<OptionWordPart> parts;
    std::vector<OptionEnd> ends;
};

Found find(const std::string& text) {
    Found found;
    PlacedText scratch(text.size());
    lex_shell(text, 0, text.size(), scratch,
              {[&](const OptionWord& word) {
                   find_options(text, OptionSyntax::shell, word.text,
                                [&](OptionWordPart& part) { found.parts.push_back(part); });
                   found.ends.push_back(end_of_value(OptionSyntax::shell, word.text));
               },
               [](std::size_t, std::size_t) {}});
    return found;
}

std::string with(const std::string& text, const OptionSpan& span, const std::string& value) {
    return text.substr(0, span.begin) + value + span.seam + text.substr(span.end);
}

// What becomes of the text when the option's value is another, and when it goes.
std::string changed(const std::string& text, const std::string& value, std::size_t i = 0) {
    const auto part = find(text).parts.at(i);
    return with(text, part.bytes, quoted_option(value, part.place).value());
}

std::string removed(const std::string& text, std::size_t i = 0) {
    return with(text, find(text).parts.at(i).whole, "");
}

}  // namespace

TEST_CASE("options are found in values and arguments") {
    const auto found =
        find("A=\"-Xmx1g -Da=b -Dc -De='f g' -Dh=\\\"i j\\\" -D -D=x k-Dl=m\" java '-Dn=o p' -Dq=\"r\"");
    std::vector<std::string> all;
    for (const auto& part : found.parts) {
        all.push_back(part.key + "=" + part.value);
    }
    CHECK(all == std::vector<std::string>{"a=b", "c=", "e=f g", "h=i j", "n=o p", "q=r"});
    CHECK_FALSE(found.parts[1].has_value);
    CHECK(find("A=\"-Da=\\\\\\$b it's '\"").parts.at(0).value == "$b");
    CHECK(find("A=\"-Da=$b\"").parts.at(0).value == "${b}");
    CHECK(find("A='-Da=\"x'").parts.at(0).value == "\"x");
    CHECK(find("A=-Db=c").parts.at(0).value == "c");
    CHECK(find("A=\"${A}-Db=c $D\"").parts.at(0).value == "c");
    CHECK(find("A=\"$A-X -Db=c\"").parts.size() == 1);
    CHECK(find(": ${A:=-Db=c}").parts.at(0).value == "c");
}

TEST_CASE("a value changes within its quotes") {
    CHECK(changed("A=\"-Da=b -Dc=d\"", "x y") == "A=\"-Da='x y' -Dc=d\"");
    CHECK(changed("A=\"-Da=\"", "x") == "A=\"-Da=x\"");
    CHECK(changed("A=\"-Da='b c' d\"", "x") == "A=\"-Da=x d\"");
    CHECK(changed("A=\"'-Da=b c' d\"", "x y") == "A=\"'-Da=x y' d\"");
    CHECK(changed("A=\"\\\"-Da=\\\"\"", "x y") == "A=\"\\\"-Da=x y\\\"\"");
    CHECK(changed("A=\"-Da=\"b'c d'", "x") == "A=\"-Da=\"x' d'");
    CHECK(changed("A=\"-Da=b\"'c d'\"e\"", "x") == "A=\"-Da=x\"' d'\"e\"");
    CHECK(changed("java -Da='b c' d", "x") == "java -Da='x' d");
    CHECK(changed("java -Da=b d", "x y") == "java -Da='x y' d");
    CHECK(changed("java -Da= d", "x") == "java -Da=x d");
}

TEST_CASE("an option goes with one blank") {
    CHECK(removed("A=\"-Da=b -Dc=d\"") == "A=\"-Dc=d\"");
    CHECK(removed("A=\"-Da=b -Dc=d\"", 1) == "A=\"-Da=b\"");
    CHECK(removed("A=\"-Da=b\"") == "A=\"\"");
    CHECK(removed("A=\"x  -Da='b c'  y\"") == "A=\"x   y\"");
    CHECK(removed("A=\"-Da=b \\\n  -Dc=d\"") == "A=\"\\\n  -Dc=d\"");
    CHECK(removed("A=\"-Da=b \\\n  -Dc=d\"", 1) == "A=\"-Da=b \\\n \"");
    CHECK(removed("A=\"x -Da=b\"'c' d") == "A=\"x\"'' d");
    CHECK(removed("A=\"$A\"-Da=b\" -Dc=d\"") == "A=\"$A\"\" -Dc=d\"");
    CHECK(removed("java '-Da=b' c") == "java c");
    CHECK(removed("java -Da=b") == "java");
    CHECK(removed(": ${A:=-Db=c}") == ": ${A:=}");
    CHECK(removed("A=-Db=c\\ -De=f", 0) == "A=\\ -De=f");
}

TEST_CASE("the place for another option is behind the value") {
    const auto end = [](const std::string& text) { return find(text).ends.at(0); };
    CHECK(end("A=\"b\"").at == 4);
    CHECK(end("A=\"b\"").place.quoting == Quoting::double_quotes);
    CHECK_FALSE(end("A=\"b\"").first);
    CHECK(end("A=\"\"").at == 3);
    CHECK(end("A=\"\"").place.quoting == Quoting::double_quotes);
    CHECK(end("A=\"\"").first);
    CHECK(end("A=").at == 2);
    CHECK(end("A=").first);
    CHECK(end("java -x").at == 4);
    CHECK_FALSE(end("java -x").place.splits);
}
