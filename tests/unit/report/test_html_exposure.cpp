#include "catch.hpp"
#include "report/html_exposure.hpp"
#include "sample_report.hpp"

using namespace postern;
using test::contains;

namespace {

std::string exposure(const Report& report) {
    report::HtmlPage page;
    report::write_html_exposure(report, page);
    return page.html();
}

}  // namespace

TEST_CASE("Files that everybody can read are listed, others counted") {
    Report report;
    report.sources = {test::sample_source("a.sql"), test::sample_source("b.sql")};
    report.findings = {test::sample_finding(0), test::sample_finding(0), test::sample_finding(1)};
    for (Finding& finding : report.findings) {
        finding.exposure.file = FileExposure{0644, "root", true};
    }
    report.findings[2].exposure.file = FileExposure{0600, "root", false};
    const std::string html = exposure(report);
    CHECK(contains(html,
                   "<p>1 file with a secret can be read by everybody; 1 file only by an owner or a group."));
    CHECK(contains(
        html,
        "a.sql</span></th><td><code class=\"alarm\">0644</code></td><td>root</td><td class=\"n\">2</td>"));
    CHECK_FALSE(contains(html, "b.sql"));
}

TEST_CASE("Members of an archive are one file, and what is kept elsewhere nobody reads there") {
    Report report;
    report.sources = {test::sample_source("a.zip!x"), test::sample_source("a.zip!y"),
                      test::sample_source("c")};
    report.findings = {test::sample_finding(0), test::sample_finding(1), test::sample_finding(2)};
    for (Finding& finding : report.findings) {
        finding.exposure.file = FileExposure{0644, "root", true};
    }
    report.findings[2].secret->encoding = Encoding::external;
    const std::string html = exposure(report);
    CHECK(contains(html, "<p>1 file with a secret can be read by everybody."));
    CHECK(contains(html, "a.zip</span>"));
}

TEST_CASE("Roles are told by table") {
    Report report;
    report.sources = {test::sample_source("db/jira", "postgresql", 0)};
    report.findings = {test::sample_finding(), test::sample_finding()};
    report.findings[0].exposure.roles = {"jira"};
    report.findings[1].exposure.roles = {"<b>", "jira"};
    const std::string html = exposure(report);
    CHECK(contains(html, "<td>mailserver</td><td>&lt;b&gt;, jira</td>"));
    CHECK_FALSE(contains(html, "everybody"));
}

TEST_CASE("Where nothing is known nothing is said") {
    Report report;
    report.sources = {test::sample_source("a.sql")};
    report.findings = {test::sample_finding()};
    CHECK(exposure(report).empty());
}

TEST_CASE("A file that holds only what was accepted does not alarm") {
    Report report;
    report.sources = {test::sample_source("a.sql")};
    report.findings = {test::sample_finding(), test::sample_finding()};
    for (Finding& finding : report.findings) {
        finding.exposure.file = FileExposure{0644, "root", true};
        finding.known = true;
    }
    CHECK(contains(exposure(report), "<td><code>0644</code></td><td>root</td><td class=\"n\">2</td>"));
    report.findings[0].known = false;
    CHECK(contains(exposure(report), "<code class=\"alarm\">0644</code>"));
}
