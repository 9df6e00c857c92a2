#include "source/sql_tokens.hpp"

#include "support/reader_properties.hpp"

using namespace postern;
using format::SqlTokenKind;

TEST_CASE("tokens are taken from a window that sees one byte at a time") {
    test::MemorySource source("INSERT  into t /* c */ VALUES (1,'a''b');rest", 1);
    base::ByteWindow window(source, nullptr, 4);
    const format::SqlDialect dialect = format::postgres_dialect();
    source::SqlTokens tokens(window, dialect);
    CHECK_FALSE(tokens.take_word("replace"));
    CHECK(tokens.take_word("insert"));
    CHECK(tokens.take_word("INTO"));
    CHECK_FALSE(tokens.take_symbol('('));
    CHECK(tokens.text(tokens.next()) == "t");
    const std::size_t back = tokens.position();
    CHECK(tokens.take_word("values"));
    tokens.go_back_to(back);
    CHECK(tokens.take_word("values"));
    tokens.consume();
    CHECK(tokens.position() == 0);
    CHECK(tokens.take_symbol('('));
    CHECK(tokens.next().kind == SqlTokenKind::number);
    CHECK(tokens.take_symbol(','));
    CHECK(tokens.peek().kind == SqlTokenKind::string);
    CHECK(tokens.text(tokens.next()) == "'a''b'");
    CHECK(tokens.take_symbol(')'));
    CHECK(tokens.next().kind == SqlTokenKind::terminator);
    CHECK(tokens.text(tokens.next()) == "rest");
    CHECK(tokens.next().kind == SqlTokenKind::end);
    CHECK(tokens.next().kind == SqlTokenKind::end);
}

TEST_CASE("a quoted name is no word") {
    test::MemorySource source("\"insert\" 'x'");
    base::ByteWindow window(source);
    const format::SqlDialect dialect = format::postgres_dialect();
    source::SqlTokens tokens(window, dialect);
    CHECK_FALSE(tokens.take_word("insert"));
    CHECK(tokens.next().kind == SqlTokenKind::name);
}

TEST_CASE("a token that the input cuts is damage") {
    for (const char* text : {"'abc", "\"abc", "/* abc", "$$abc", "E'a\\'"}) {
        test::MemorySource source(text, 1);
        base::ByteWindow window(source, nullptr, 2);
        const format::SqlDialect dialect = format::postgres_dialect();
        source::SqlTokens tokens(window, dialect);
        CHECK_THROWS_AS(tokens.next(), base::DamagedInput);
    }
}

TEST_CASE("seeing further doubles the view until the input ends") {
    test::MemorySource source(std::string(100, 'x'), 1);
    base::ByteWindow window(source, nullptr, 4);
    REQUIRE(window.more());
    CHECK(source::see_further(window));
    CHECK(window.bytes().size() == 2);
    for (int i = 0; i < 5; ++i) {
        CHECK(source::see_further(window));
    }
    CHECK(window.bytes().size() == 64);
    CHECK(source::see_further(window));
    CHECK(window.bytes().size() == 100);
    CHECK_FALSE(source::see_further(window));
}
