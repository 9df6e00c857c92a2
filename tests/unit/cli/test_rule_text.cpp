#include "cli/rule_text.hpp"

#include "catch.hpp"
#include "support/sample_rule.hpp"

using namespace postern;

TEST_CASE("a list gives a line to every rule and every provider") {
    RuleSet rules{{test::sample_rule(), test::sample_rule()}};
    rules.rules[1].id = "much-longer-id";
    rules.rules[1].title = "Other";
    rules.providers.resize(2);
    rules.providers[0].id = "house";
    rules.providers[0].title = "Mail House";
    rules.providers[1].id = "co";
    rules.providers[1].title = "Company";
    CHECK(cli::rule_list(rules) ==
          "Rules\n  sample          Sample\n  much-longer-id  Other\n"
          "\nProviders\n  house  Mail House\n  co     Company\n");
}

TEST_CASE("a description says all that a user wants to know") {
    Rule rule = test::sample_rule();
    rule.risk = "Risky.";
    rule.references = {"https://example.com"};
    rule.relay = Change{{}, {{"host", "{relay.host}"}, {"password", std::nullopt}}};
    rule.origin = {"jira.toml", 12};
    const std::string text = cli::rule_description(rule);
    for (const char* part : {"sample: Sample", "Risky.", "table mailserver", "element MailServer",
                             "password in password", "host = {relay.host}", "password = NULL",
                             "- Do something.", "https://example.com", "Defined in jira.toml:12"}) {
        CAPTURE(part, text);
        CHECK(text.find(part) != std::string::npos);
    }
    CHECK(text.find("scrubbed") == std::string::npos);
}

TEST_CASE("a description of a setting says how grave it is, where, and on which host") {
    Rule rule = test::sample_rule();
    rule.secrets.clear();
    rule.finding = FindingRule{Severity::medium, std::nullopt, {{}, {"relayhost", "default_transport"}, {}}};
    CHECK(cli::rule_description(rule).find("Finding\n  medium, at relayhost, default_transport\n\nAdvice") !=
          std::string::npos);
    rule.finding->role = HostRole::sandbox;
    CHECK(cli::rule_description(rule).find("default_transport; only with --role sandbox\n") !=
          std::string::npos);
    CHECK(cli::rule_description(rule).find("Secrets") == std::string::npos);
}

TEST_CASE("a summary counts examples and providers") {
    RuleSet rules{{test::sample_rule()}};
    rules.rules[0].examples.resize(2);
    rules.rules[0].counter_examples.resize(3);
    rules.providers.resize(4);
    CHECK(cli::check_summary(rules) ==
          "1 rules: 2 examples match as they should, 3 counter-examples do not\n"
          "4 providers: every value has its form, each names its sources\n");
}
