#include "format/environment_lexer.hpp"

#include "catch.hpp"
#include "support/option_words.hpp"

using namespace postern;
using test::lexed;

using Words = std::vector<std::string>;

TEST_CASE("an environment file has a word a line") {
    const auto result = lexed(format::lex_environment,
                              "# a\r\nA=b 'c \"d\r\n  B=\"e \\\" \\$f \\g\"\nC='h \\' i'  \n;j\nnot "
                              "one\n=x\n1=y\nD=\nE=\"\nF=\"\"");
    CHECK(result.words == Words{"A=b 'c \"d", "B=e \" $f \\g", "C=h \\' i", "D=", "E=\"", "F="});
    CHECK(result.comments == Words{" a\r", "j"});
    CHECK(result.bytes[1] == "B=\"e \\\" \\$f \\g\"");
    CHECK(result.closed);
}
