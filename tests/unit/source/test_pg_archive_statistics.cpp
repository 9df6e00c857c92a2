#include "source/pg_archive_statistics.hpp"

#include "catch.hpp"
#include "support/collecting_sink.hpp"
#include "support/memory_stream.hpp"

using namespace postern;

namespace {

test::CollectingSink wanting() {
    return test::CollectingSink({"mailserver", "pg-statistics"});
}

std::string statistics(const std::string& table, const std::string& values) {
    return "SELECT * FROM pg_catalog.pg_restore_relation_stats(\n\t'relname', '" + table +
           "'\n);\nSELECT * FROM pg_catalog.pg_restore_attribute_stats(\n\t'relname', '" + table +
           "',\n\t'attname', 'mailpassword',\n\t'most_common_vals', " + values +
           "::text,\n\t'inherited', 'f'::boolean\n);\n";
}

}  // namespace

TEST_CASE("Statistics in an archive are pushed, and written with their edits") {
    auto sink = wanting();
    source::PgArchiveStatistics statistics_of("jira", sink);
    const std::string text = statistics("mailserver", "'{a,b}'");
    test::MemorySink output;
    statistics_of.read(text, &output);
    CHECK(output.text == text);
    REQUIRE(sink.records.size() == 1);
    CHECK(sink.records[0].database == "jira");
    CHECK(sink.records[0].value("most_common_vals") == "{a,b}");

    sink = wanting();
    sink.edit = Edit{2, "", std::nullopt};
    output.text.clear();
    statistics_of.read(text, &output);
    CHECK(output.text == statistics("mailserver", "NULL"));
    statistics_of.read(text, nullptr);
    CHECK_THROWS_AS(statistics_of.read(text.substr(0, text.size() - 9), nullptr), base::DamagedInput);
}

TEST_CASE("Settings of the archive say how its statistics are to be read") {
    auto sink = wanting();
    source::PgArchiveStatistics statistics_of("jira", sink);
    statistics_of.note("STDSTRINGS", "SET standard_conforming_strings = 'off';\n");
    statistics_of.read(statistics("mailserver", "'{\\\\x}'"), nullptr);
    CHECK(sink.records.at(0).value("most_common_vals") == "{\\x}");
    statistics_of.note("ENCODING", "SET client_encoding = 'SJIS';\n");
    statistics_of.note("STDSTRINGS", "SET standard_conforming_strings = 'on';\n");
    statistics_of.read(statistics("mailserver", "'{\x83\\}'"), nullptr);
    CHECK(sink.records.at(1).value("most_common_vals") == "{\x83\\}");
}

TEST_CASE("Statistics are read of wanted tables, and told of their indexes") {
    auto sink = wanting();
    source::PgArchiveStatistics statistics_of("jira", sink);
    CHECK(statistics_of.wants("mailserver"));
    CHECK_FALSE(statistics_of.wants("by_password"));
    CHECK(source::PgArchiveStatistics::is_told_by("INDEX"));
    CHECK_FALSE(source::PgArchiveStatistics::is_told_by("TABLE"));
    statistics_of.note("INDEX", "CREATE INDEX by_issue ON public.issue USING btree (lower(a));\n");
    statistics_of.note("INDEX", "CREATE INDEX by_password ON public.mailserver USING btree (lower(a));\n");
    CHECK_FALSE(statistics_of.wants("by_issue"));
    REQUIRE(statistics_of.wants("by_password"));
    statistics_of.read(statistics("by_password", "'{a,b}'"), nullptr);
    CHECK(sink.records.empty());
    CHECK(sink.skips.size() == 1);
    statistics_of.tell_length("mailserver");
    CHECK(sink.skips.size() == 2);
}
