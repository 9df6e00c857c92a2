#include "catch.hpp"
#include "report/source_phrases.hpp"

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
    CHECK(counted_kind(1, "unknown") == "1 unopened source");
    CHECK(counted_kind(3, "new-kind") == "3 new-kind sources");
}
