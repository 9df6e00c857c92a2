#include "format/systemd_lexer.hpp"

#include "catch.hpp"
#include "support/option_words.hpp"

using namespace postern;
using test::lexed;

namespace {

using Words = std::vector<std::string>;

Words words(const std::string& text) {
    return lexed(format::lex_systemd, text).words;
}

}  // namespace

TEST_CASE("a unit's environment and commands are words") {
    CHECK(words("[Service]\nUser=jira x\nEnvironment = \"A=b c\" 'D=e \"f\"' G=h\r\nExecStart=/bin/java "
                "-Dx=y \\\n -jar z\n") ==
          Words{"A=b c", "D=e \"f\"", "G=h", "/bin/java", "-Dx=y", "-jar", "z"});
    CHECK(words("Environment=A=b\\\n\nEnvironment=C=d") == Words{"A=b", "C=d"});
    CHECK(words("User=a\\\nEnvironment=B=c\nEnvironment=D=e") == Words{"D=e"});
    CHECK(words("EnvironmentFile=/etc/x\nEnvironment=\nEnvironment") == Words{});
    CHECK(lexed(format::lex_systemd, "Environment='A=b c' D").bytes == Words{"'A=b c'", "D"});
}

TEST_CASE("escapes and specifiers of a unit are undone") {
    CHECK(words(R"(Environment="A=\" \\ \s\t\x41\u00e4\101 \q" B=\x2 50%% %h)") ==
          Words{"A=\" \\  \tA\xC3\xA4"
                "A \\q",
                "B=\\x2", "50%", "%h"});
    CHECK(words("Environment=A=$B ${C}\nExecStart=x $B ${C D $$ $") ==
          Words{"A=$B", "${C}", "x", "${B}", "${C", "D", "$", "$"});
    CHECK(words("Environment=\"A=b \\\n# comment\n  c\"") == Words{"A=b    c"});
}

TEST_CASE("comments of a unit are told") {
    const auto result = lexed(format::lex_systemd, "# a\r\n ; b\nExecStart=x \\\n# c\n y # d\n");
    CHECK(result.comments == Words{" a\r", " b", " c"});
    CHECK(result.words == Words{"x", "y", "#", "d"});
}

TEST_CASE("a quote in a unit that is not closed is told") {
    CHECK(lexed(format::lex_systemd, "Environment='a' \"b\"\n").closed);
    CHECK_FALSE(lexed(format::lex_systemd, "Environment='a\nEnvironment=b'\n").closed);
}
