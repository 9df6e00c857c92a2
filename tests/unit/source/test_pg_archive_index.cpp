#include "source/pg_archive_index.hpp"

#include "catch.hpp"
#include "support/collecting_sink.hpp"
#include "support/pg_archive_writing.hpp"

using namespace postern;
using source::PgTocEntry;
using source::TableForm;

namespace {

PgTocEntry data(std::int64_t id, const std::string& tag, const std::string& copy = "") {
    PgTocEntry entry;
    entry.id = id;
    entry.has_data = true;
    entry.tag = tag;
    entry.kind = "TABLE DATA";
    entry.schema = "public";
    entry.copy_statement = copy;
    entry.position = {format::PgPositionState::set, static_cast<std::uint64_t>(id * 100)};
    return entry;
}

PgTocEntry statement(const std::string& kind, const std::string& tag, const std::string& definition) {
    PgTocEntry entry;
    entry.id = 1;
    entry.kind = kind;
    entry.tag = tag;
    entry.schema = "public";
    entry.definition = definition;
    return entry;
}

source::PgArchiveIndex index(const std::vector<PgTocEntry>& entries) {
    static test::CollectingSink sink({"mailserver"});
    format::PgArchiveHead head;
    head.database = "jira";
    source::PgArchiveIndex index(head, sink);
    for (const PgTocEntry& entry : entries) {
        index.add(entry);
    }
    index.finish();
    return index;
}

}  // namespace

TEST_CASE("Wanted tables become parts, by the table that their COPY statement names") {
    const auto found = index({data(9, "leaf", "COPY other.mailserver (id, name) FROM stdin;\n"),
                              data(3, "mailserver", "COPY public.history (id) FROM stdin;\n"),
                              data(5, "mailserver", "COPY mailserver (a) FROM stdin;\n")});
    REQUIRE(found.parts().size() == 2);
    CHECK(found.parts()[0].table.database == "jira");
    CHECK(found.parts()[0].table.schema == "other");
    CHECK(found.parts()[0].table.table == "mailserver");
    CHECK(found.parts()[0].table.columns == std::vector<std::string>{"id", "name"});
    CHECK(found.parts()[0].table.form == TableForm::pg_copy);
    CHECK(found.parts()[1].table.schema == "public");
    REQUIRE(found.data().size() == 3);
    CHECK(found.find(9)->part == 0U);
    CHECK(found.find(3)->part == std::nullopt);
    CHECK(found.find(5)->part == 1U);
    CHECK(found.find(5)->position.at == 500);
    CHECK(found.find(4) == nullptr);
    CHECK(found.find(10) == nullptr);
}

TEST_CASE("Columns of INSERT statements come from the table's definition, wherever it stands") {
    const auto definition =
        statement("TABLE", "mailserver",
                  "CREATE UNLOGGED TABLE mailserver (id int, \"N a\" text DEFAULT 'x,y', CONSTRAINT "
                  "c CHECK (id > 0));\n");
    const std::vector<std::string> columns{"id", "N a"};
    CHECK(index({definition, data(5, "mailserver")}).parts()[0].table.columns == columns);
    CHECK(index({data(5, "mailserver"), definition}).parts()[0].table.columns == columns);
    CHECK(index({data(5, "mailserver"), definition}).parts()[0].table.form == TableForm::pg_insert);
    PgTocEntry elsewhere = definition;
    elsewhere.schema = "other";
    CHECK(index({elsewhere, data(5, "mailserver")}).parts()[0].table.columns.empty());
}

TEST_CASE("Rows that are loaded through the root of partitions belong to it") {
    PgTocEntry leaf = data(5, "leaf");
    CHECK(index({leaf}).parts().empty());
    leaf.definition = "-- load via partition root other.mailserver";
    const auto found = index({leaf});
    REQUIRE(found.parts().size() == 1);
    CHECK(found.parts()[0].table.schema == "other");
}

TEST_CASE("Settings hold for all parts") {
    const auto found =
        index({statement("ENCODING", "ENCODING", "SET client_encoding = 'SJIS';\n"), data(5, "mailserver"),
               statement("STDSTRINGS", "STDSTRINGS", "SET standard_conforming_strings = 'off';\n")});
    CHECK(found.parts()[0].table.encoding == "SJIS");
    CHECK(found.parts()[0].table.backslash_escapes);
    CHECK_FALSE(index({data(5, "mailserver")}).parts()[0].table.backslash_escapes);
    CHECK(index({statement("ENCODING", "ENCODING", ""), data(5, "mailserver")})
              .parts()[0]
              .table.encoding.empty());
}

TEST_CASE("What has no data has no part") {
    PgTocEntry entry = data(5, "mailserver");
    entry.has_data = false;
    CHECK(index({entry}).data().empty());
    entry = data(5, "mailserver");
    entry.position.state = format::PgPositionState::no_data;
    CHECK(index({entry}).data().empty());
    entry = data(5, "mailserver");
    entry.kind = "BLOBS";
    CHECK(index({entry}).data().size() == 1);
    CHECK(index({entry}).parts().empty());
}

TEST_CASE("A table of contents that contradicts itself is damaged") {
    CHECK_THROWS_AS(index({data(5, "a"), data(6, "b"), data(5, "c")}), base::DamagedInput);
    CHECK_THROWS_AS(index({data(5, "mailserver", "TRUNCATE mailserver;")}), base::DamagedInput);
    CHECK_THROWS_AS(index({data(5, "mailserver", "COPY mailserver (id) TO stdout;")}), base::DamagedInput);
    CHECK_THROWS_AS(index({data(5, "mailserver", "COPY \"mailserver")}), base::DamagedInput);
}

TEST_CASE("A whole table of contents is read at once") {
    const std::string archive = test::ArchiveWriter({}).archive(test::mail_archive());
    test::MemorySource bytes(archive);
    base::ByteWindow window(bytes);
    source::PgArchiveInput input(window);
    test::CollectingSink sink({"mailserver"});
    const auto found = source::read_pg_archive_index(input, sink);
    CHECK(found.parts().size() == 2);
    CHECK(found.data().size() == 4);
    CHECK(found.find(14)->position.at == window.offset());
}

TEST_CASE("A table's definition says which columns cannot be NULL") {
    const auto definition =
        statement("TABLE", "mailserver", "CREATE TABLE public.mailserver (id int NOT NULL, name text);\n");
    const auto found =
        index({definition, data(5, "mailserver", "COPY public.mailserver (id, name) FROM stdin;\n")});
    CHECK(found.parts()[0].table.not_null == std::vector<std::string>{"id"});
}
