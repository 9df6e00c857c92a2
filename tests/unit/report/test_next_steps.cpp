#include "catch.hpp"
#include "report/next_steps.hpp"
#include "sample_report.hpp"

using namespace postern;
using namespace postern::report;
using Texts = std::vector<std::string>;

TEST_CASE("Steps are told once for all findings of a rule") {
    Report report;
    report.rules = {{"jira-mailserver", "Jira mail server", "", {}}};
    report.findings = {test::sample_setting(), test::sample_finding(), test::sample_finding()};
    report.findings[0].advice = {"Verify certificates."};
    report.findings[2].account.username = "wiki@example.org";
    report.findings[2].advice = {"Change the password.", "Ask the provider."};
    const auto steps = next_steps(report);
    REQUIRE(steps.size() == 2);
    CHECK(steps[0].about == "Jira mail server");
    CHECK(steps[0].severity == Severity::high);
    CHECK(steps[0].places == 2);
    CHECK(steps[0].accounts ==
          Texts{"jira@example.org at smtp.example.org", "wiki@example.org at smtp.example.org"});
    REQUIRE(steps[0].steps.size() == 2);
    CHECK(step_text(steps[0], steps[0].steps[0]) == "Change the password.");
    CHECK(step_text(steps[0], steps[0].steps[1]) == "Ask the provider. (1 of 2 places)");
    CHECK(steps[1].about == "postfix-tls");
    CHECK(steps[1].accounts.empty());
}

TEST_CASE("What is waived or known asks for nothing") {
    Report report;
    report.findings = {test::sample_finding(), test::sample_finding(), test::sample_finding()};
    report.findings[0].waiver = Waiver{"", "2027-01-01"};
    report.findings[1].known = true;
    REQUIRE(next_steps(report).size() == 1);
    CHECK(next_steps(report)[0].places == 1);
    report.findings.pop_back();
    CHECK(next_steps(report).empty());
}

TEST_CASE("Long lists of names are cut") {
    CHECK(few_names({"a"}, 3) == "a");
    CHECK(few_names({"a", "b", "c"}, 3) == "a, b and c");
    CHECK(few_names({"a", "b", "c", "d"}, 3) == "a, b, c and 1 more");
}

TEST_CASE("A rule without a title goes by its id") {
    Report report;
    report.rules = {{"a", "The \x1b rule", "", {}}, {"b", "", "", {}}};
    CHECK(rule_title(report, "a") == "The \\x1b rule");
    CHECK(rule_title(report, "b") == "b");
    CHECK(rule_title(report, "c") == "c");
}
