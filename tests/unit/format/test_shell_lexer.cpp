#include "format/shell_lexer.hpp"

#include "catch.hpp"
#include "support/option_words.hpp"

using namespace postern;
using test::lexed;

namespace {

using Words = std::vector<std::string>;

Words words(const std::string& text) {
    return lexed(format::lex_shell, text).words;
}

}  // namespace

TEST_CASE("a script is split into words, quotes undone") {
    CHECK(words("A=b c\td\ne") == Words{"A=b", "c", "d", "e"});
    CHECK(words("A='x y'\"z \\\" \\\\ \\n\"\\ w") == Words{"A=x yz \" \\ \\n w"});
    CHECK(words("a;b&c|d(e)f<g>h") == Words{"a", "b", "c", "d", "e", "f", "g", "h"});
    CHECK(words("A=b\\\n  c\\\r\nd \"e\\\nf\"") == Words{"A=b", "cd", "ef"});
    CHECK(words("'' \"\"") == Words{"", ""});
    CHECK(lexed(format::lex_shell, "A='x y' b").bytes == Words{"A='x y'", "b"});
    CHECK(words("a\\") == Words{"a\\"});
    CHECK(words("'multi\nline'") == Words{"multi\nline"});
}

TEST_CASE("expansions are opaque, whatever is in them") {
    CHECK(words("\"$A ${B} $(c 'd)' \"e)\" $(f)) `g h` $1 $@ $ x\"") ==
          Words{"${A} ${B} $(c 'd)' \"e)\" $(f)) `g h` $1 $@ $ x"});
    CHECK(words("$((1 + (2)))x ${A#\"}\"}y ${A%'}'}z") == Words{"$((1 + (2)))x", "${A#\"}\"}y", "${A%'}'}z"});
    CHECK(words("x${A:-b c}") == Words{"x${A:-b c}"});
    CHECK(words("'$A'") == Words{"$A"});
    format::PlacedText scratch(2);
    bool opaque = false;
    format::lex_shell("$A", 0, 2, scratch,
                      {[&](const format::OptionWord& word) { opaque = word.text.place(0).opaque; }, {}});
    CHECK(opaque);
}

TEST_CASE("a default value at the start is read as a value") {
    CHECK(words(": ${A:=\"-Db=c d\"} e") == Words{":", " -Db=c d ", "e"});
    CHECK(words("A=${A:--Db=c}") == Words{"A= -Db=c "});
    CHECK(words("A=\"-Dx=y ${A-'z } w\"") == Words{"A=-Dx=y  'z   w"});
    CHECK(words("A=\"${A:-${B:-c}}\"") == Words{"A=  c  "});
    CHECK(words("A=${A:-b") == Words{"A=${A:-b"});
    CHECK_FALSE(lexed(format::lex_shell, "A=${A:-b").closed);
}

TEST_CASE("comments and here-documents are no words") {
    const auto result = lexed(format::lex_shell, "#!/bin/sh\na#b # c d\r\n## e\n\"#f\" #");
    CHECK(result.words == Words{"a#b", "#f"});
    CHECK(result.comments == Words{"!/bin/sh", " c d\r", " e", ""});
    CHECK(words("cat <<E x\nA='b\nE\ny") == Words{"cat", "x", "y"});
    CHECK(words("cat <<-'E' <<F\n\tA\n\tE\nB\r\nF\r\ny") == Words{"cat", "y"});
    CHECK(words("cat <<<A\nB") == Words{"cat", "A", "B"});
    CHECK(words("cat <<E\nnever ended") == Words{"cat"});
}

TEST_CASE("what stands in a condition is known") {
    const auto result =
        lexed(format::lex_shell,
              "A=1\nif test if; then B=2; else C=3; fi\nf() { D=4; }\necho fi; for x in y; do E=5; "
              "done\nF=6");
    Words free;
    for (std::size_t i = 0; i < result.words.size(); ++i) {
        if (!result.conditional[i] && result.words[i].find('=') != std::string::npos) {
            free.push_back(result.words[i]);
        }
    }
    CHECK(free == Words{"A=1", "F=6"});
}

TEST_CASE("what stands behind && or || is conditional") {
    const auto result = lexed(format::lex_shell, "a && B=1; C=2 || D=3 e &&\nF=4\nG=5\n");
    Words free;
    for (std::size_t i = 0; i < result.words.size(); ++i) {
        if (!result.conditional[i]) {
            free.push_back(result.words[i]);
        }
    }
    CHECK(free == Words{"a", "C=2", "G=5"});
}

TEST_CASE("a quote that is not closed is told") {
    CHECK(lexed(format::lex_shell, "A='b' \"c\" $(d) `e`").closed);
    for (const char* text : {"A='b", "A=\"b", "$(b", "${b", "`b", "\"$(b\""}) {
        CAPTURE(text);
        CHECK_FALSE(lexed(format::lex_shell, text).closed);
    }
}

TEST_CASE("deep nesting takes neither stack nor time") {
    std::string text;
    for (int i = 0; i < 100'000; ++i) {
        text += i % 3 == 0 ? "$(" : i % 3 == 1 ? "${A:-" : "\"";
    }
    CHECK_FALSE(lexed(format::lex_shell, text).closed);
    CHECK_FALSE(lexed(format::lex_shell, "A=" + text).closed);
}
