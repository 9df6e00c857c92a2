#include "source/sql_insert_reader.hpp"

#include "support/read_outcome.hpp"

using namespace postern;
using test::CollectingSink;
using test::read_outcome;

namespace {

// One INSERT, and what stands behind it in `rest`.
struct Insert {
    std::vector<test::OwnedRecord> records;
    std::vector<Skip> skips;
    std::string rest;
    std::string output;
};

Insert read(const std::string& text, const format::SqlDialect& dialect,
            CollectingSink sink = CollectingSink(), std::size_t piece = 1,
            const source::SqlTableCatalog& catalog = source::SqlTableCatalog()) {
    test::MemorySource source(text, piece);
    test::MemorySink output;
    base::ByteWindow window(source, &output, 16);
    source::SqlSkipper skipper(window, dialect);
    source::SqlInsertReader reader(window, dialect, skipper, catalog);
    reader.read_statement("db", sink);
    while (window.more()) {
    }
    const std::string rest(window.bytes());
    window.flush();
    return {std::move(sink.records), std::move(sink.skips), rest, std::move(output.text)};
}

}  // namespace

TEST_CASE("an INSERT is left behind its delimiter, wanted or not") {
    const std::string text = "INSERT INTO s.t (a) VALUES (1),('x;''y') ON CONFLICT DO NOTHING;rest ';";
    for (const char* wanted : {"t", "other"}) {
        const Insert found = read(text, format::postgres_dialect(), CollectingSink({wanted}));
        CHECK(found.rest == "rest ';");
        CHECK(found.output == text.substr(0, text.size() - 7));
        CHECK(found.records.size() == (std::string(wanted) == "t" ? 2 : 0));
    }
}

TEST_CASE("a record carries its names and places") {
    const Insert found =
        read("INSERT INTO s.t (a, \"B b\") VALUES\n (1, 'x'),\n (22, NULL);", format::postgres_dialect());
    REQUIRE(found.records.size() == 2);
    const auto& record = found.records[1];
    CHECK(record.database == "db");
    CHECK(record.schema == "s");
    CHECK(record.name == "t");
    CHECK(record.line == 3);
    CHECK(record.bytes == ByteRange{46, 56});
    CHECK(record.fields[0].bytes == ByteRange{47, 49});
    CHECK(record.fields[1].name == "B b");
    CHECK(record.value("B b") == std::nullopt);
}

TEST_CASE("an edit is written in the dialect's own way") {
    const auto edited = [](const format::SqlDialect& dialect, const std::string& literal,
                           const std::string& value) {
        CollectingSink sink;
        sink.edit = Edit{1, "", value};
        return read("INSERT INTO t (a, b, c) VALUES (1, " + literal + " , 3);", dialect, sink).output;
    };
    CHECK(edited(format::postgres_dialect(), "E'x\\'y'", "a\\'b") ==
          "INSERT INTO t (a, b, c) VALUES (1, 'a\\''b' , 3);");
    CHECK(edited(format::mysql_dialect(), "_binary 'x'", "a\\'b") ==
          "INSERT INTO t (a, b, c) VALUES (1, 'a\\\\\\'b' , 3);");
    CHECK(edited(format::mysql_dialect(), "f(1, (2))", "a") ==
          "INSERT INTO t (a, b, c) VALUES (1, 'a' , 3);");
}

TEST_CASE("values are never longer than their literals") {
    std::string text = "INSERT INTO t (a) VALUES ";
    for (int i = 0; i < 50; ++i) {
        text += i > 0 ? ",(" : "(";
        text += "'\\n\\0\\Z\\'\\%')";
    }
    const Insert found = read(text + ";", format::mysql_dialect(), CollectingSink(), 1000);
    REQUIRE(found.records.size() == 50);
    CHECK(found.records[49].value("a") == std::string("\n\0\x1A'\\%", 6));
}

TEST_CASE("the end of the input inside a row is damage") {
    const std::string text = "INSERT INTO t (a, b) VALUES (1, 'x";
    for (std::size_t cut = 30; cut <= text.size(); ++cut) {
        CHECK_THROWS_AS(read(text.substr(0, cut), format::postgres_dialect()), base::DamagedInput);
    }
}

TEST_CASE("rows are wanted for the columns that the statement names, or the catalog") {
    CollectingSink sink({"other"});
    sink.wanted_column = "secret";
    const auto dialect = format::postgres_dialect();
    CHECK(read("INSERT INTO t (a, secret) VALUES (1, 2);", dialect, sink).records.size() == 1);
    CHECK(read("INSERT INTO t (a, b) VALUES (1, 2);", dialect, sink).records.empty());
    CHECK(read("INSERT INTO t VALUES (1, 2);", dialect, sink).records.empty());
    source::SqlTableCatalog catalog;
    catalog.add({"db", "", "t"}, {{"a", "secret"}, {"a", "secret"}});
    CHECK(read("INSERT INTO t VALUES (1, 2);", dialect, sink, 1, catalog).records.size() == 1);
}
