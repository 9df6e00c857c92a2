#include "rules/rule_claims.hpp"

#include <algorithm>

#include "rule_text.hpp"

using namespace postern;
using namespace postern::rules;
using postern::test::changed;
using postern::test::small_rule;

namespace {

using Problems = std::vector<std::string>;

// The small rule, and one of another id behind it.
std::string two_rules(const std::string& second) {
    return small_rule() + changed(second, "app-mail", "other-mail");
}

Account with_secret_in(std::size_t field, Encoding encoding = Encoding::plain) {
    Account account;
    account.secrets = {{"password", encoding, Secret("s3cret"), field}};
    return account;
}

std::vector<DetectedAccount> nothing(const Rule&, const Example&) {
    return {};
}

std::vector<Finding> no_findings(const Rule&, const Example&) {
    return {};
}

Example unchanged(const Rule&, const Example& example) {
    return example;
}

Problems problems(const std::string& text, const ExampleTrial& trial) {
    Problems result;
    for (const RuleProblem& problem : check_claims(load_rules(text, "f.toml"), trial)) {
        CHECK(problem.hint.find("requires or where") != std::string::npos);
        result.push_back(problem.file + ":" + std::to_string(problem.line) + ": " + problem.rule + " " +
                         problem.message);
    }
    return result;
}

// Each rule's secret lies in a field of its own, or in the same.
DetectAccounts secrets_in(std::size_t first, std::size_t second, Encoding encoding = Encoding::plain) {
    return [=](const Rule& rule, const Example&) {
        return std::vector{with_secret_in(rule.id == "app-mail" ? first : second, encoding)};
    };
}

// Each rule changes a field of its own, or the same.
ChangeExample changes_of(std::size_t first, std::size_t second) {
    return [=](const Rule& rule, const Example& example) {
        Example result = example;
        result.fields.at(rule.id == "app-mail" ? first : second).second.reset();
        return result;
    };
}

}  // namespace

TEST_CASE("two rules may not report the same secret") {
    const std::string text = two_rules(small_rule());
    CHECK(problems(text, {secrets_in(2, 2), no_findings, unchanged, unchanged}) ==
          Problems{"f.toml:24: other-mail reports the secret in 'secret' of the example at f.toml:15, "
                   "and so does rule app-mail"});
    CHECK(problems(text, {secrets_in(2, 1), no_findings, unchanged, unchanged}).empty());
    CHECK(problems(text, {secrets_in(2, 2, Encoding::external), no_findings, unchanged, unchanged}).empty());
    CHECK(problems(small_rule(), {secrets_in(2, 2), no_findings, unchanged, unchanged}).empty());
}

TEST_CASE("two rules may not change the same field") {
    const std::string text = two_rules(small_rule());
    const Problems same{
        "f.toml:24: other-mail changes 'kind' of the example at f.toml:15, and so does rule app-mail"};
    CHECK(problems(text, {nothing, no_findings, changes_of(1, 1), unchanged}) == same);
    CHECK(problems(text, {nothing, no_findings, unchanged, changes_of(1, 1)}) == same);
    CHECK(problems(text, {nothing, no_findings, changes_of(1, 0), changes_of(1, 0)}).empty());
    const auto added = [](const Rule&, const Example& example) {
        Example result = example;
        result.fields.emplace_back("more", "x");
        return result;
    };
    CHECK(problems(text, {nothing, no_findings, unchanged, added}) ==
          Problems{
              "f.toml:24: other-mail changes 'more' of the example at f.toml:15, and so does rule app-mail"});
}

TEST_CASE("a claim is seen in the examples of either rule") {
    const auto only_in_second = [](const Rule&, const Example& example) {
        return example.line > 24 ? std::vector{with_secret_in(2)} : std::vector<Account>{};
    };
    CHECK(problems(two_rules(small_rule()), {only_in_second, no_findings, unchanged, unchanged}) ==
          Problems{"f.toml:24: other-mail reports the secret in 'secret' of the example at f.toml:38, "
                   "and so does rule app-mail"});
}

TEST_CASE("rules of other records claim nothing of each other") {
    std::string other(test::kSmallRule);
    for (std::size_t at = other.find("\"mail\""); at != std::string::npos; at = other.find("\"mail\"")) {
        other.replace(at, 6, "\"post\"");
    }
    CHECK(problems(two_rules(other), {secrets_in(2, 2), no_findings, changes_of(1, 1), changes_of(1, 1)})
              .empty());
}

TEST_CASE("a glob claims nothing in a table that a rule names, or a longer glob") {
    const ExampleTrial same{secrets_in(2, 2), no_findings, unchanged, unchanged};
    const auto of_table = [](const std::string& table) {
        return small_rule("table = \"mail\"", "table = \"" + table + "\"");
    };
    CHECK(problems(two_rules(of_table("m*")), same).empty());
    CHECK(problems(of_table("ma*") + changed(of_table("m*"), "app-mail", "other-mail"), same).empty());
    CHECK(problems(of_table("m*") + changed(of_table("m*"), "app-mail", "other-mail"), same).size() == 1);
}

TEST_CASE("a setting that is another rule's secret is claimed twice, two settings are not") {
    const auto at = [](const std::string& field) {
        return [field](const Rule&, const Example&) {
            Finding finding;
            finding.location.field = field;
            return std::vector{finding};
        };
    };
    const std::string setting(test::kSettingRule);
    const std::string settings = setting + changed(setting, "app-mail", "other-mail");
    CHECK(problems(settings, {nothing, at("listen"), unchanged, unchanged}).empty());

    std::string account = changed(small_rule("table = \"mail\"", "element = \"app\""), "column = \"secret\"",
                                  "attribute = \"listen\"");
    account = changed(account, "table = \"mail\"", "element = \"app\"");
    account = changed(account, "row = { host", "attributes = { host");
    const std::string both = account + changed(setting, "app-mail", "other-mail");
    CHECK(
        problems(both, {secrets_in(2, 2), at("secret"), unchanged, unchanged}) ==
        Problems{
            "f.toml:24: other-mail reports 'secret' of the example at f.toml:15, and so does rule app-mail"});
    CHECK(problems(both, {secrets_in(2, 2), at("kind"), unchanged, unchanged}).empty());
}
