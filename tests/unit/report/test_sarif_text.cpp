#include "catch.hpp"
#include "report/sarif_text.hpp"
#include "sample_report.hpp"

using namespace postern;
using namespace postern::report;

TEST_CASE("Severities have the levels of code scanning") {
    CHECK(sarif_level(Severity::high) == "error");
    CHECK(sarif_level(Severity::medium) == "warning");
    CHECK(sarif_level(Severity::low) == "note");
    CHECK(security_severity(Severity::high) == "8.0");
    CHECK(security_severity(Severity::medium) == "5.0");
    CHECK(security_severity(Severity::low) == "2.0");
}

TEST_CASE("Text in a message is neither a link nor a place to fill in") {
    CHECK(message_text("[a](https://example.org) {0} \\") == "\\[a\\](https://example.org) {{0}} \\\\");
}

TEST_CASE("A message says what, where, who and what to do") {
    Report report;
    report.sources = {test::sample_source("a.sql")};
    Finding finding = test::sample_finding();
    finding.exposure.roles = {"jira"};
    CHECK(finding_message(report, finding) ==
          "jira-mailserver: jira@example.org at smtp.example.org. In a.sql: mailserver key 10000, field "
          "mailpassword, "
          "line 12, plain text. readable by the database roles jira. Change the password.");
    CHECK(finding_message(report, test::sample_setting()) ==
          "postfix-tls. In a.sql: setting smtp_tls_security_level, line 12.");
}

TEST_CASE("A rule's help is Markdown that says what the rule says") {
    CHECK(rule_help({"id", "A *title*", "Reads cwd_property <b>.", {"https://example.org/a"}}) ==
          "**A \\*title\\***\n\nReads cwd\\_property \\<b\\>.\n\n- <https://example.org/a>");
}
