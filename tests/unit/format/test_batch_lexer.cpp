#include "format/batch_lexer.hpp"

#include "catch.hpp"
#include "support/option_words.hpp"

using namespace postern;
using test::lexed;

namespace {

using Words = std::vector<std::string>;

Words words(const std::string& text) {
    return lexed(format::lex_batch, text).words;
}

}  // namespace

TEST_CASE("what a batch file sets is a word") {
    CHECK(words("set \"A=b c\"\r\n@SET A=b \"c d\" e\r\n") == Words{"A=b c", "A=b \"c d\" e"});
    CHECK(words("set \"A=-Dk=\"x y\"\" & set B=c&set \"D=e\"") == Words{"A=-Dk=\"x y\"", "B=c", "D=e"});
    CHECK(words("set A=b^&c^^ \"^d\"") == Words{"A=b&c^ \"^d\""});
    CHECK(words("set A=b ^\r\n c\r\nset D=e") == Words{"A=b  c", "D=e"});
    CHECK(words("set /p A=b c\nset\nset \"A") == Words{"\"A"});
    CHECK(words("setx A=b") == Words{"setx", "A=b"});
    CHECK(lexed(format::lex_batch, "set \"A=b\" x\n").bytes == Words{"\"A=b\"", "x"});
}

TEST_CASE("commands of a batch file are words") {
    CHECK(words("java -Da=\"b c\" -jar x.jar>y") == Words{"java", "-Da=b c", "-jar", "x.jar", "y"});
    CHECK(words("if \"%X%\" == \"\" set A=b") == Words{"if", "%X%", "==", "", "A=b"});
}

TEST_CASE("percent signs are undone or opaque") {
    CHECK(words("set A=100%% %B% %~dp0 5% %C D%") == Words{"A=100% %B% %~dp0 5% %C D%"});
    format::PlacedText scratch(10);
    bool opaque = false;
    format::lex_batch("x%A%y", 0, 5, scratch,
                      {[&](const format::OptionWord& word) {
                           opaque = word.text.place(1).opaque && !word.text.place(4).opaque;
                       },
                       {}});
    CHECK(opaque);
}

TEST_CASE("remarks of a batch file are comments") {
    const auto result = lexed(format::lex_batch, "rem set A=b\r\n  REM\r\n@rem c ^\r\n:: d\nremark x\n");
    CHECK(result.comments == Words{" set A=b", "", " c ^", " d"});
    CHECK(result.words == Words{"remark", "x"});
}

TEST_CASE("what a batch file does on a condition is known") {
    const auto result =
        lexed(format::lex_batch,
              "set A=1\r\nif x==y (\r\nset B=2\r\n) else (\r\nset C=3\r\n)\r\nif z set D=4\r\nset E=5");
    Words free;
    for (std::size_t i = 0; i < result.words.size(); ++i) {
        if (!result.conditional[i] && result.words[i].find('=') == 1) {
            free.push_back(result.words[i]);
        }
    }
    CHECK(free == Words{"A=1", "E=5"});
}
