#include "cli/example_detector.hpp"

#include "catch.hpp"
#include "cli/rule_selection.hpp"
#include "support/sample_rule.hpp"

using namespace postern;

TEST_CASE("an example goes through the stages of a real record") {
    Example example;
    example.name = "MAILSERVER";
    example.fields = {{"HOST", "h"}, {"password", "c2VjcmV0"}};
    const auto accounts = cli::detect_accounts(test::sample_rule(), example);
    REQUIRE(accounts.size() == 1);
    CHECK(accounts[0].secrets[0].value.reveal() == "secret");
    example.name = "other";
    CHECK(cli::detect_accounts(test::sample_rule(), example).empty());
    example.name = "mailserver";
    example.shape = RecordShape::element;
    CHECK(cli::detect_accounts(test::sample_rule(), example).empty());
}

TEST_CASE("an example without names takes a layout") {
    Rule rule = test::sample_rule();
    rule.layouts = {{{"host", "password"}}};
    Example example;
    example.name = "mailserver";
    example.fields = {{"", "h"}, {"", "p"}};
    REQUIRE(cli::detect_accounts(rule, example).size() == 1);
    example.fields.push_back({"", "x"});
    CHECK(cli::detect_accounts(rule, example).empty());
}

TEST_CASE("an example of a setting is tried on a host of its role, else of the rule's") {
    Rule rule;
    rule.id = "open";
    rule.elements = {"app"};
    rule.where = {{{{}, {"a"}, {}}, {"yes"}}};
    rule.finding = FindingRule{Severity::low, HostRole::sandbox, {{}, {"a"}, {}}};
    Example example;
    example.shape = RecordShape::element;
    example.name = "app";
    example.fields = {{"a", "yes"}};
    REQUIRE(cli::detect_findings(rule, example).size() == 1);
    CHECK(cli::detect_findings(rule, example)[0].location.field == "a");
    example.role = HostRole::production;
    CHECK(cli::detect_findings(rule, example).empty());
}

TEST_CASE("every built-in example gives an account or a finding, no counter-example does") {
    const auto count = [](const Rule& rule, const Example& example) {
        return rule.finding ? cli::detect_findings(rule, example).size()
                            : cli::detect_accounts(rule, example).size();
    };
    for (const Rule& rule : cli::select_rules("").rules) {
        CAPTURE(rule.id);
        CHECK_FALSE(rule.examples.empty());
        CHECK_FALSE(rule.counter_examples.empty());
        for (const Example& example : rule.examples) {
            CHECK(count(rule, example) == 1);
        }
        for (const Example& example : rule.counter_examples) {
            CHECK(count(rule, example) == 0);
        }
    }
}
