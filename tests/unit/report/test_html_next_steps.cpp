#include "catch.hpp"
#include "report/html_next_steps.hpp"
#include "sample_report.hpp"

using namespace postern;
using test::contains;

TEST_CASE("Each step has a box to tick") {
    Report report;
    report.findings = {test::sample_finding()};
    report.findings[0].advice = {"Do <this>."};
    report::HtmlPage page;
    report::write_html_next_steps(report, page);
    CHECK(contains(page.html(), "<label><input type=\"checkbox\"> Do &lt;this&gt;.</label>"));
    CHECK(contains(page.html(), "jira-mailserver <small>1 place</small></legend>"));
    CHECK(contains(page.html(), "<p>jira@example.org at smtp.example.org</p>"));
}

TEST_CASE("Nothing to do is no section") {
    report::HtmlPage page;
    report::write_html_next_steps({}, page);
    CHECK(page.html().empty());
}
