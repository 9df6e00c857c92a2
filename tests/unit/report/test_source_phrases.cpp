#include "catch.hpp"
#include "report/source_phrases.hpp"
#include "sample_report.hpp"

using namespace postern;
using namespace postern::report;

TEST_CASE("A source goes by its path") {
    Report report;
    report.sources = {{"/backup/a\x1b.sql", "pg-dump-plain", 0, {}}, {"-", "jira-xml", 0, {}}};
    CHECK(source_name(report, 0) == "/backup/a\\x1b.sql");
    CHECK(source_name(report, 1) == "standard input");
    CHECK(source_name(report, 2) == "unknown source");
}

TEST_CASE("Kinds have names people know") {
    CHECK(counted_kind(2, "pg-dump-plain") == "2 plain PostgreSQL dumps");
    CHECK(counted_kind(1, "postgresql") == "1 live PostgreSQL database");
    CHECK(counted_kind(2, "jira-log") == "2 Jira logs");
    CHECK(counted_kind(1, "unknown") == "1 unread source");
    CHECK(counted_kind(3, "new-kind") == "3 new-kind sources");
}

TEST_CASE("A live database is told from a dump") {
    Report report;
    report.sources = {{"db/jira", "mysql", 0, {}}, {"a.sql", "mysql-dump", 0, {}}};
    CHECK(is_live_database(report, 0));
    CHECK_FALSE(is_live_database(report, 1));
    CHECK_FALSE(is_live_database(report, 2));
    CHECK(kind_noun("mysql") == "live MySQL database");
}

TEST_CASE("In a report of several hosts a source is named with its own") {
    Report report;
    report.sources = {test::sample_source("a"), test::sample_source("-")};
    report.sources[0].host = report.sources[1].host = "web1";
    CHECK(report::source_name(report, 0) == "a");
    CHECK_FALSE(report::is_of_several_hosts(report));
    CHECK_FALSE(report::is_of_several_hosts(Report()));
    report.sources[1].host = "web2\x1b";
    CHECK(report::is_of_several_hosts(report));
    CHECK(report::source_name(report, 0) == "web1: a");
    CHECK(report::source_name(report, 1) == "web2\\x1b: standard input");
    report.sources[0].host.clear();
    CHECK(report::source_name(report, 0) == "a");
}
