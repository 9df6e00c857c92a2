#include "catch.hpp"
#include "report/html_findings.hpp"
#include "sample_report.hpp"

using namespace postern;
using test::contains;

namespace {

Report one_finding() {
    Report report;
    report.sources = {test::sample_source("a.sql")};
    report.sources[0].modified = 0;
    report.findings = {test::sample_finding()};
    return report;
}

std::string credentials(const Report& report) {
    report::HtmlPage page;
    report::write_html_credentials(report, report::FilterValues(report), report::account_histories(report),
                                   page);
    return page.html();
}

std::string facts(const Report& report) {
    report::HtmlPage page;
    report::write_html_facts(report, report::FilterValues(report), page);
    return page.html();
}

}  // namespace

TEST_CASE("A credential has its account, severity, places and state") {
    const std::string html = credentials(one_finding());
    CHECK(contains(html, "<span class=\"who\">jira@example.org at smtp.example.org</span>"));
    CHECK(contains(html, "<small>Jira &quot;GMail&quot;, outgoing, smtps, port 465, implicit TLS</small>"));
    CHECK(contains(html, "<td class=\"severity high\">high</td><td>jira</td><td class=\"n\">1</td>"));
    CHECK(contains(html, "<span class=\"current\">current</span>"));
    CHECK(contains(html, "<code>jira-mailserver</code>"));
}

TEST_CASE("A credential that was rotated says so; a server knows better") {
    Report report = one_finding();
    report.sources.push_back(test::sample_source("b.sql"));
    report.sources[1].modified = 100;
    report.findings.push_back(test::sample_finding(1));
    report.findings[1].secret->credential = "c2";
    report.credentials = {{"c1", "", "", 1, "", LoginOutcome::verified},
                          {"c2", "", "", 1, "", LoginOutcome::rejected}};
    CHECK_FALSE(contains(credentials(report), ">rotated</span>"));
    CHECK_FALSE(contains(credentials(report), ">current</span>"));
    CHECK(contains(credentials(report), "<span class=\"rotated\">unclear</span>"));
    CHECK(contains(credentials(report), "<span class=\"mark bad\">still works</span>"));
    report.credentials[0].login = LoginOutcome::rejected;
    report.credentials[1].login.reset();
    const std::string html = credentials(report);
    CHECK(contains(html, "<span class=\"rotated\">rotated</span>"));
    CHECK(contains(html, "<span class=\"mark\">refused by its server</span>"));
}

TEST_CASE("Passwords that were not compared are not called rotated") {
    Report report = one_finding();
    report.sources.push_back(test::sample_source("b.sql"));
    report.sources[1].modified = 100;
    report.findings.push_back(test::sample_finding(1));
    report.findings[1].secret->credential = "c2";
    report.credentials_compared = false;
    const std::string html = credentials(report);
    CHECK(contains(html, "<td>not compared</td>"));
    CHECK(contains(html, "no common key"));
    CHECK_FALSE(contains(html, "\"rotated\""));
    CHECK_FALSE(contains(html, "\"current\""));
}

TEST_CASE("Why a login could not be tried stands at its credential") {
    Report report = one_finding();
    report.credentials = {{"c1", "", "", 1, "", LoginOutcome::unreachable, {"<b> could not be tried."}}};
    CHECK(contains(credentials(report), "<p class=\"note\">&lt;b&gt; could not be tried.</p>"));
}

TEST_CASE("Waived and known findings are marked, and the reason is there") {
    Report report = one_finding();
    report.findings.resize(3, report.findings[0]);
    report.findings[0].waiver = Waiver{"why <b>", "2027-03-31"};
    report.findings[1].known = true;
    const std::string html = credentials(report);
    CHECK(contains(html, "<span class=\"mark\">1 waived</span> <span class=\"mark\">1 known before</span>"));
    CHECK(contains(html, "<p class=\"note\">Waived until 2027-03-31 (1 place): why &lt;b&gt;</p>"));
}

TEST_CASE("A finding leads to what its rule says") {
    Report report = one_finding();
    report.rules = {{"other", "", "", {}}, {"jira-mailserver", "Title", "", {}}};
    CHECK(contains(credentials(report), "<a href=\"#rule-1\">Title</a>"));
}

TEST_CASE("Without a credential that is said, and not more than was read") {
    Report report = one_finding();
    report.findings.clear();
    CHECK(contains(credentials(report), "<p>None was found.</p>"));
    report.sources[0].skips = {{0, "cut"}};
    CHECK(contains(credentials(report), "<p>None was found in what could be read.</p>"));
    CHECK(facts(report).empty());
}

TEST_CASE("Routes and risks have sections of their own") {
    Report report = one_finding();
    report.findings = {test::sample_route(), test::sample_setting()};
    const std::string html = facts(report);
    CHECK(contains(html, "<section id=\"routes\">"));
    CHECK(contains(html, "<span class=\"who\">Relay without TLS</span>"));
    CHECK(contains(html, "<td>open</td>"));
}

TEST_CASE("A route is open while one of its places is") {
    Report report = one_finding();
    report.findings = {test::sample_route(), test::sample_route()};
    report.findings[0].waiver = Waiver{"why", "2027-03-31"};
    CHECK(contains(facts(report), "<td>open</td>"));
    CHECK_FALSE(contains(facts(report), "<td>waived</td>"));
    report.findings[1].known = true;
    CHECK(contains(facts(report), "<td>waived</td>"));
}

TEST_CASE("What fails no run is told apart by its class") {
    Report report = one_finding();
    CHECK(contains(credentials(report), "<tbody class=\"group\" "));
    report.findings[0].known = true;
    CHECK(contains(credentials(report), "<tbody class=\"group accepted\" "));
}

TEST_CASE("A credential shows its id, and its fingerprint when it has one") {
    Report report = one_finding();
    CHECK(contains(credentials(report), "<small class=\"ids\">credential <code>c1</code></small>"));
    report.credentials = {{"c1", "", "", 1, "ab<12"}};
    CHECK(contains(
        credentials(report),
        "<small class=\"ids\">credential <code>c1</code>, fingerprint <code>ab&lt;12</code></small>"));
    report.findings[0].secret->credential.reset();
    CHECK_FALSE(contains(credentials(report), "class=\"ids\""));
}
