#include "catch.hpp"
#include "report/junit_report.hpp"
#include "sample_report.hpp"
#include "support/memory_stream.hpp"

using namespace postern;
using test::contains;

namespace {

std::string junit(const Report& report) {
    test::MemorySink sink;
    report::write_junit(report, sink);
    return sink.text;
}

Report with_source() {
    Report report;
    report.sources = {test::sample_source("a.sql")};
    return report;
}

}  // namespace

TEST_CASE("A source in which nothing was found is a test that passed") {
    CHECK(junit(with_source()) == R"(<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="postern" tests="1" failures="0" errors="0" skipped="0" time="0">
  <testsuite name="a.sql" tests="1" failures="0" errors="0" skipped="0" time="0">
    <testcase classname="postern.source" name="nothing found in a.sql" time="0"/>
  </testsuite>
</testsuites>
)");
}

TEST_CASE("A finding fails, a skip is an error, what is waived or known is skipped") {
    Report report = with_source();
    report.sources[0].skips = {{17, "cut"}};
    report.sources[0].host = "db1";
    report.started = "2026-11-29T02:00:00Z";
    report.findings = {test::sample_finding(), test::sample_finding(), test::sample_finding()};
    report.findings[1].waiver = Waiver{"why", "2027-03-31"};
    report.findings[2].known = true;
    const std::string text = junit(report);
    CHECK(
        contains(text,
                 "<testsuite name=\"a.sql\" tests=\"4\" failures=\"1\" errors=\"1\" skipped=\"2\" time=\"0\" "
                 "hostname=\"db1\" timestamp=\"2026-11-29T02:00:00Z\">"));
    CHECK(contains(
        text,
        R"(name="jira-mailserver: jira@example.org at smtp.example.org (mailserver/10000/mailpassword) [3f9c]")"));
    CHECK(contains(text,
                   R"(<failure type="high" message="jira-mailserver: jira@example.org at smtp.example.org">
a.sql: mailserver key 10000, field mailpassword, line 12, plain text
Change the password.
</failure>)"));
    CHECK(contains(text, "name=\"could not be read from byte 17\""));
    CHECK(contains(text, "<error type=\"unread\" message=\"cut\">\n"));
    CHECK(contains(text, "<skipped message=\"Waived until 2027-03-31: why\"/>"));
    CHECK(contains(text, "<skipped message=\"Known from the baseline\"/>"));
}

TEST_CASE("A run that looked at nothing passed nothing") {
    CHECK(contains(junit({}), "tests=\"1\" failures=\"0\" errors=\"0\" skipped=\"1\""));
}

TEST_CASE("Text from a target cannot become XML") {
    const std::string text = junit(test::hostile_report("<x a=\"b\">&\x01\uFFFE"));
    CHECK_FALSE(contains(text, "<x"));
    CHECK_FALSE(contains(text, "\x01"));
    CHECK_FALSE(contains(text, "\uFFFE"));
}
