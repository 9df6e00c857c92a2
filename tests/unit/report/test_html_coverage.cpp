#include "catch.hpp"
#include "report/html_coverage.hpp"
#include "sample_report.hpp"

using namespace postern;
using test::contains;

namespace {

std::string coverage(const Report& report) {
    report::HtmlPage page;
    report::write_html_coverage(report, page);
    return page.html();
}

}  // namespace

TEST_CASE("What could not be read comes before what was") {
    Report report;
    report.sources = {test::sample_source("a.sql"), test::sample_source("b.sql")};
    report.sources[0].modified = 0;
    report.sources[0].notes = {"A note."};
    report.sources[1].skips = {{1700, "cut"}, {0, "encrypted"}};
    report.findings = {test::sample_finding(0)};
    const std::string html = coverage(report);
    CHECK(html.find("Could not be read") < html.find("Looked at"));
    CHECK(
        contains(html, "<span class=\"path\">b.sql</span></th><td class=\"n\">1,700</td><td>cut</td></tr>"));
    CHECK(contains(html, "<td>encrypted</td></tr>"));
    CHECK(contains(
        html,
        "<span class=\"path\">a.sql</span><small>A note.</small></th><td>plain PostgreSQL dump</td>"
        "<td class=\"d\">1970-01-01</td><td class=\"n\">2.0 KiB</td><td class=\"n\">1</td><td>whole</td>"));
    CHECK(contains(html, "not whole"));
}

TEST_CASE("A whole run says that it is") {
    Report report;
    report.sources = {test::sample_source("db/jira", "postgresql", 0)};
    report.runs = {{"0123456789abcdef", "db1", "2026-11-29T02:00:00Z", "", 2, 1}};
    const std::string html = coverage(report);
    CHECK(contains(html, "was read to its end"));
    CHECK_FALSE(contains(html, "Could not be read"));
    CHECK(contains(html, "<td class=\"d\">live</td>"));
    CHECK(contains(html, "<p>2 other files of no known kind met on the way, and not searched.</p>"));
    CHECK(contains(html, "<p>1 symbolic link not followed.</p>"));
}

TEST_CASE("Many sources fold up, gaps do not") {
    Report report;
    report.sources.assign(41, test::sample_source("a.sql"));
    report.sources[7].skips = {{0, "cut"}};
    const std::string html = coverage(report);
    CHECK(contains(html, "<details><summary>All 41 sources</summary>"));
    CHECK(html.find("cut") < html.find("<details>"));
}

TEST_CASE("A run that looked at nothing says so") {
    CHECK(contains(coverage({}), "<p>Nothing: no target"));
}
