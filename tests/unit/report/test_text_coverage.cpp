#include "catch.hpp"
#include "report/text_coverage.hpp"
#include "sample_report.hpp"

using namespace postern;

namespace {

template <class Write>
std::string page_of(const Report& report, Write write) {
    report::TextPage page({false, false, 60});
    write(report, page);
    return page.text();
}

}  // namespace

TEST_CASE("Every skip is listed with its place and reason") {
    Report report;
    report.sources = {test::sample_source("a.zip!x.xml"), test::sample_source("b.sql"),
                      test::sample_source("-")};
    report.sources[0].skips = {{1234567, "zip member ends early"}, {0, "bad \x1b name"}};
    report.sources[2].skips = {{0, "archive is encrypted"}};
    CHECK(page_of(report, report::write_skips) == R"(
-- Could not be read ---------------------------------------

   Whatever lies here was NOT checked:
   a.zip!x.xml
     - byte 1234567: zip member ends early
     - bad \x1b name
   standard input
     - archive is encrypted
)");
}

TEST_CASE("A complete run has no part on skips") {
    Report report;
    report.sources = {test::sample_source("a.sql")};
    CHECK(page_of(report, report::write_skips).empty());
}

TEST_CASE("Sources are told by kind, each by name while they are few") {
    Report report;
    report.sources = {test::sample_source("a.sql"),
                      test::sample_source("postgresql://db/jira", "postgresql", 0),
                      test::sample_source("b.sql")};
    report.runs = {{"0123456789abcdef", "db1", "2026-11-29T02:00:00Z", "", 1200, 1}};
    CHECK(page_of(report, report::write_coverage) == R"(
-- What was looked at --------------------------------------

   3 sources (4.0 KiB)
   - 2 plain PostgreSQL dumps
       a.sql (2.0 KiB)
       b.sql (2.0 KiB)
   - 1 live PostgreSQL database
       postgresql://db/jira
   - 1,200 other files are of no known kind and not searched
   - 1 symbolic link was not followed
)");
}

TEST_CASE("Many sources are told by kind only") {
    Report report;
    report.sources.assign(13, test::sample_source("a.sql", "jira-xml", 0));
    CHECK(page_of(report, report::write_coverage) == R"(
-- What was looked at --------------------------------------

   13 sources
   - 13 Jira XML backups
)");
}

TEST_CASE("What is worth knowing of a source is told, however many there are") {
    Report report;
    for (int i = 0; i < 20; ++i) {
        report.sources.push_back(test::sample_source("a.sql"));
    }
    report.sources[19] = test::sample_source("db:5432/jira", "postgresql", 0);
    report.sources[19].notes = {"It is a cluster.", "Odd \x1b name."};
    const std::string page = page_of(report, report::write_coverage);
    CHECK(page.find("   - db:5432/jira: It is a cluster.\n") != std::string::npos);
    CHECK(page.find("   - db:5432/jira: Odd \\x1b name.\n") != std::string::npos);
}
