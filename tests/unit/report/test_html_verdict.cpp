#include "catch.hpp"
#include "report/html_verdict.hpp"
#include "sample_report.hpp"

using namespace postern;
using test::contains;

namespace {

std::string top(const Report& report) {
    report::HtmlPage page;
    report::write_html_verdict(report, page);
    return page.html();
}

}  // namespace

TEST_CASE("The top has the verdict, the notes and the figures") {
    Report report;
    report.version = "1.2";
    report.started = "2026-11-29T02:00:00Z";
    report.notes = {"A waiver ended."};
    report.sources = {test::sample_source("a.sql")};
    report.sources[0].host = "db1";
    report.findings = {test::sample_finding()};
    const std::string html = top(report);
    CHECK(contains(html, "<p class=\"verdict\">1 mail credential lies open in 1 place.</p>"));
    CHECK(contains(html, "<p class=\"note\">A waiver ended.</p>"));
    CHECK(
        contains(html, "<strong>postern</strong> 1.2 · <time>2026-11-29T02:00:00Z</time> · db1 · 1 source"));
    CHECK(contains(html, "<div class=\"bad\"><dd>1</dd><dt>mail credential</dt></div>"));
    CHECK(contains(html, "<div><dd>0</dd><dt>parts not read</dt></div>"));
    CHECK_FALSE(contains(html, "still work"));
}

TEST_CASE("Passwords that still work, waivers and a baseline have figures when there are any") {
    Report report;
    report.findings = {test::sample_finding(), test::sample_finding()};
    report.findings[0].waiver = Waiver{};
    report.findings[1].known = true;
    report.credentials = {{"c1", "", "", 2, "", LoginOutcome::verified}};
    const std::string html = top(report);
    CHECK(contains(html, "<dd>1</dd><dt>still work at their server</dt>"));
    CHECK(contains(html, "<dd>1</dd><dt>finding waived</dt>"));
    CHECK(contains(html, "<dd>1</dd><dt>known before</dt>"));
    report.findings[1].known = false;
    CHECK(contains(top(report), "<div class=\"bad\"><dd>1</dd><dt>still work at their server</dt></div>"));
}

TEST_CASE("No figure of accepted places alarms, but one of what was not read does") {
    Report report;
    report.sources = {test::sample_source("a.sql")};
    report.findings = {test::sample_finding()};
    report.findings[0].exposure.file = FileExposure{0644, "root", true};
    CHECK(contains(top(report), "<div class=\"bad\"><dd>1</dd><dt>readable by everybody"));
    report.findings[0].known = true;
    report.credentials = {{"c1", "", "", 1, "", LoginOutcome::verified}};
    CHECK_FALSE(contains(top(report), "class=\"bad\""));
    CHECK_FALSE(contains(top(report), "class=\"alarm\""));
    report.sources[0].skips = {{0, "cut"}};
    CHECK(contains(top(report), "<div class=\"bad\"><dd>1</dd><dt>part not read</dt></div>"));
}
