#include "source/statement_record.hpp"

#include "catch.hpp"
#include "support/collecting_sink.hpp"
#include "support/memory_stream.hpp"

using namespace postern;
using test::CollectingSink;

namespace {

// A statement in a window of its own.
struct Statement {
    explicit Statement(const std::string& text, const format::SqlDialect& sql = format::postgres_dialect(),
                       std::size_t piece = 1)
        : source(text, piece), window(source, nullptr, 16), dialect(sql), record(window, dialect) {
        window.more();
        record.go_to_start();
    }

    test::MemorySource source;
    base::ByteWindow window;
    format::SqlDialect dialect;
    source::StatementRecord record;
    CollectingSink sink;
};

}  // namespace

TEST_CASE("tokens end with the statement, which is left") {
    Statement two("ALTER x;\nDROP y;");
    CHECK(two.record.is_word(*two.record.next(two.sink), "alter"));
    CHECK(two.record.text(*two.record.next(two.sink)) == "x");
    CHECK_FALSE(two.record.next(two.sink).has_value());
    CHECK_FALSE(two.record.next(two.sink).has_value());
    CHECK(two.window.offset() == 0);
    CHECK(two.sink.skips.empty());
}

TEST_CASE("a statement that is too long to hold a password is told once") {
    Statement endless("ALTER " + std::string(17 * 1024 * 1024, ' ') + "x y z;", format::postgres_dialect(),
                      1 << 20);
    while (endless.record.next(endless.sink)) {
    }
    CHECK_FALSE(endless.record.next(endless.sink).has_value());
    CHECK(endless.sink.skips.size() == 1);
}

TEST_CASE("names are taken in each of their forms") {
    Statement names("a \"b \"\"c\" 'd' ,");
    CHECK(names.record.take_name() == "a");
    CHECK(names.record.take_name() == "b \"c");
    CHECK(names.record.take_name() == "d");
    CHECK(names.record.take_name() == "");
    CHECK(names.record.text(*names.record.next(names.sink)) == ",");
}

TEST_CASE("literals become fields with their places") {
    Statement text("X 'it''s'\n0x4142 E'\\t' '' 12 word;", format::mysql_dialect());
    text.record.start("thing");
    text.record.add_fact("name", "n");
    std::vector<bool> added;
    while (const auto token = text.record.next(text.sink)) {
        added.push_back(text.record.add("value", *token));
    }
    CHECK(added == std::vector<bool>{false, true, true, false, true, false, false, false});
    CHECK(text.record.push("db", text.sink).empty());
    REQUIRE(text.sink.records.size() == 1);
    const auto& record = text.sink.records[0];
    CHECK(record.name == "thing");
    CHECK(record.database == "db");
    CHECK(record.line == 1);
    REQUIRE(record.fields.size() == 4);
    CHECK(record.fields[0].value == "n");
    CHECK(record.fields[1].value == "it's");
    CHECK(record.fields[1].bytes == ByteRange{2, 9});
    CHECK(record.fields[2].value == "AB");
    CHECK(record.fields[2].bytes == ByteRange{10, 16});
}

TEST_CASE("a new start forgets the fields before") {
    Statement text("'a' 'b'");
    text.record.start("one");
    text.record.add("x", *text.record.next(text.sink));
    text.record.start("two");
    text.record.add("y", *text.record.next(text.sink));
    text.record.push("", text.sink);
    CHECK_FALSE(text.sink.records[0].value("x").has_value());
    CHECK(text.sink.records[0].value("y") == "b");
}

TEST_CASE("a list of options has their names in lower case") {
    Statement options("ADD Host 'h', SET \"User\" E'it''s', DROP port, password 'p'), other 'x'");
    options.record.start("server");
    options.record.add_options(options.sink);
    options.record.push("", options.sink);
    const auto& record = options.sink.records[0];
    CHECK(record.fields.size() == 3);
    CHECK(record.value("option:host") == "h");
    CHECK(record.value("option:user") == "it's");
    CHECK(record.value("option:password") == "p");
}
