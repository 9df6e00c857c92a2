#include "source/load_data_lexer.hpp"

#include "catch.hpp"
#include "support/memory_stream.hpp"

using namespace postern;
using source::LoadDataLexer;

namespace {

// The fields of all lines, each with a mark of how it ended.
std::vector<std::string> fields(const std::string& text, const format::LoadDataOptions& options,
                                std::size_t piece) {
    test::MemorySource input(text, piece);
    base::ByteWindow window(input, nullptr, 16);
    LoadDataLexer lexer(window, options);
    std::vector<std::string> all;
    while (lexer.find_line()) {
        auto ending = LoadDataLexer::Ending::field;
        while (ending == LoadDataLexer::Ending::field) {
            const LoadDataLexer::Field field = lexer.next();
            ending = field.ending;
            all.push_back(std::string(window.bytes().substr(field.begin, field.end - field.begin)) +
                          (ending == LoadDataLexer::Ending::field  ? "|"
                           : ending == LoadDataLexer::Ending::line ? "$"
                                                                   : "!"));
        }
        lexer.consume();
    }
    return all;
}

using Fields = std::vector<std::string>;

}  // namespace

TEST_CASE("fields end at terminators that are not escaped") {
    for (const std::size_t piece : {1U, 3U, 100U}) {
        CHECK(fields("a\tb\\\tc\n\\\n\\\\\n\n", {}, piece) == Fields{"a|", "b\\\tc$", "\\\n\\\\$", "$"});
        CHECK(fields("", {}, piece) == Fields{});
        CHECK(fields("a\t", {}, piece) == Fields{"a|", "!"});
        CHECK(fields("a\nb\\", {}, piece) == Fields{"a$", "b\\!"});
        CHECK(fields("\"a\tb\"\n", {}, piece) == Fields{"\"a|", "b\"$"});
    }
}

TEST_CASE("fields between quotes end at quotes with a terminator behind") {
    const format::LoadDataOptions options{",", "\"", "\\", "", "\r\n"};
    for (const std::size_t piece : {1U, 3U, 100U}) {
        CHECK(fields("\"a,\"\"\r\nb\",c\r\n1,\"\"\r\n", options, piece) ==
              Fields{"\"a,\"\"\r\nb\"|", "c$", "1|", "\"\"$"});
        CHECK(fields("\"a\\\",\",\"b\"x\"", options, piece) == Fields{"\"a\\\",\"|", "\"b\"x\"!"});
        CHECK(fields("a\rb,c\"d\r\n", options, piece) == Fields{"a\rb|", "c\"d$"});
        CHECK_THROWS_AS(fields("a,\"b\r\n", options, piece), base::DamagedInput);
        CHECK_THROWS_AS(fields("a,\"", options, piece), base::DamagedInput);
    }
}

TEST_CASE("terminators may be of several bytes, and lines may start with something") {
    const format::LoadDataOptions options{"||", "", "", "ROW:", "##\n"};
    for (const std::size_t piece : {1U, 3U, 100U}) {
        CHECK(fields("junk\nROW:a|b||c#d##\nROROW:e##\nrest", options, piece) ==
              Fields{"a|b|", "c#d$", "e$"});
        CHECK(fields("ROW:", options, piece) == Fields{"!"});
    }
}
