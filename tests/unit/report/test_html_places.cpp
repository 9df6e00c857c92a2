#include "catch.hpp"
#include "report/html_places.hpp"
#include "sample_report.hpp"

using namespace postern;
using test::contains;

namespace {

std::string places(const Report& report, bool fold = false) {
    report::HtmlPage page;
    report::write_html_places(report, report::group_findings(report, FindingKind::exposed_credential).at(0),
                              fold, page);
    return page.html();
}

Report two_places() {
    Report report;
    report.sources = {test::sample_source("a.sql"), test::sample_source("b.sql")};
    report.sources[0].modified = 0;
    report.findings = {test::sample_finding(0), test::sample_finding(1)};
    report.findings[0].exposure.file = FileExposure{0644, "root", true};
    return report;
}

}  // namespace

TEST_CASE("Places stand under their source, with who can read them") {
    CHECK(places(two_places()) ==
          "<details open><summary>2 places in 2 sources</summary>\n<ul class=\"places\">\n"
          "<li><span class=\"path\">a.sql</span> <time>1970-01-01</time>"
          "<small class=\"alarm\">Readable by everybody (mode 0644, owner root)</small>"
          "<ul><li>mailserver key 10000, field mailpassword, line 12, plain text <code "
          "class=\"id\">3f9c</code></li></ul></li>\n"
          "<li><span class=\"path\">b.sql</span>"
          "<ul><li>mailserver key 10000, field mailpassword, line 12, plain "
          "text <code class=\"id\">3f9c</code></li></ul></li>\n</ul></details>");
}

TEST_CASE("Many places fold up") {
    Report report = two_places();
    CHECK(contains(places(report, true), "<details><summary>"));
    report.findings.resize(7, report.findings[1]);
    CHECK(contains(places(report), "<details><summary>7 places in 2 sources"));
}

TEST_CASE("A secret of two accounts names whose it is, place by place") {
    Report report = two_places();
    report.findings[1].account.username = "wiki@example.org";
    CHECK(
        contains(places(report),
                 "plain text, for wiki@example.org at smtp.example.org <code class=\"id\">3f9c</code></li>"));
}

TEST_CASE("That everybody can read an accepted place is said without alarm") {
    Report report = two_places();
    report.findings[0].known = true;
    CHECK(contains(places(report), "<small>Readable by everybody (mode 0644, owner root)</small>"));
}

TEST_CASE("The newest source comes first, one without a date last") {
    Report report;
    report.sources = {test::sample_source("undated"), test::sample_source("old"), test::sample_source("new"),
                      test::sample_source("live", "postgresql", 0)};
    report.sources[1].modified = -5;
    report.sources[2].modified = 100;
    report.findings = {test::sample_finding(0), test::sample_finding(1), test::sample_finding(2),
                       test::sample_finding(3)};
    const std::string html = places(report);
    CHECK(html.find(">live<") < html.find(">new<"));
    CHECK(html.find(">new<") < html.find(">old<"));
    CHECK(html.find(">old<") < html.find(">undated<"));
}
