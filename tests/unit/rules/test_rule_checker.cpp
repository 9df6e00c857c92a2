#include "rules/rule_checker.hpp"

#include "rule_text.hpp"
#include "support/project_root.hpp"

using namespace postern;
using namespace postern::rules;
using postern::test::small_rule;

namespace {

Account stated_account() {
    Account account;
    account.host = "smtp.example.com";
    account.port = 25;
    account.protocol = "smtp";
    account.secrets = {{"password", Encoding::plain, Secret("s3cret"), 2}};
    return account;
}

// Finds the stated account in examples and nothing in counter-examples.
std::vector<DetectedAccount> right(const Rule&, const Example& example) {
    return example.account.empty() ? std::vector<Account>{} : std::vector<Account>{stated_account()};
}

std::vector<Finding> no_findings(const Rule&, const Example&) {
    return {};
}

Example cleared(const Rule&, const Example& example) {
    Example result = example;
    result.fields.at(2).second.reset();
    return result;
}

// The stated account, its secret only while it is there.
std::vector<DetectedAccount> unless_cleared(const Rule& rule, const Example& example) {
    auto accounts = right(rule, example);
    for (Account& account : accounts) {
        if (!example.fields.at(2).second) {
            account.secrets.clear();
        }
    }
    return accounts;
}

Example unchanged(const Rule&, const Example& example) {
    return example;
}

std::vector<std::string> problems(const std::string& text, const DetectAccounts& detect = right,
                                  const DetectFindings& find = no_findings,
                                  const ChangeExample& relay = unchanged,
                                  const ChangeExample& scrub = unchanged) {
    RuleSet rules = load_rules(text, "f.toml");
    for (Rule& rule : rules.rules) {
        rule.no_relay = rule.no_scrub = "for reasons";
    }
    std::vector<std::string> result;
    for (const RuleProblem& problem : check_rules(rules, {detect, find, relay, scrub})) {
        CHECK(problem.rule == "app-mail");
        result.push_back(problem.file + ":" + std::to_string(problem.line) + ": " + problem.message);
    }
    return result;
}

using Problems = std::vector<std::string>;

std::string with_lines(const std::string& lines) {
    return small_rule("\n[[rule.secret]]", "\n" + lines + "\n[[rule.secret]]");
}

}  // namespace

TEST_CASE("a rule whose examples hold has no problem") {
    CHECK(problems(small_rule()).empty());
}

TEST_CASE("an example without an account, or with several, is a problem") {
    const auto none = [](const Rule&, const Example&) { return std::vector<Account>{}; };
    CHECK(problems(small_rule(), none) == Problems{"f.toml:15: the example gives 0 accounts, expected one"});
    const auto two = [](const Rule& rule, const Example& example) {
        auto accounts = right(rule, example);
        accounts.insert(accounts.end(), accounts.begin(), accounts.end());
        return accounts;
    };
    CHECK(problems(small_rule(), two) == Problems{"f.toml:15: the example gives 2 accounts, expected one"});
}

TEST_CASE("an example with another account is a problem") {
    const auto other = [](const Rule& rule, const Example& example) {
        auto accounts = right(rule, example);
        for (Account& account : accounts) {
            account.host = "other.example.com";
        }
        return accounts;
    };
    CHECK(problems(small_rule(), other) ==
          Problems{"f.toml:15: the example gives another account: "
                   "host is 'other.example.com', expected 'smtp.example.com'"});
}

TEST_CASE("an example with a secret missing is a problem") {
    const auto forgetful = [](const Rule& rule, const Example& example) {
        auto accounts = right(rule, example);
        for (Account& account : accounts) {
            account.secrets.clear();
        }
        return accounts;
    };
    CHECK(problems(small_rule(), forgetful) ==
          Problems{"f.toml:15: the example gives another account: found 0 secrets, expected 1"});
}

TEST_CASE("a counter-example that matches is a problem") {
    const auto eager = [](const Rule&, const Example&) { return std::vector<Account>{stated_account()}; };
    CHECK(problems(small_rule(), eager) ==
          Problems{"f.toml:21: the counter-example gives 1 accounts, expected none"});
}

TEST_CASE("an example of a setting gives one finding at the setting it states") {
    const std::string text(test::kSettingRule);
    const auto at = [](const std::string& field, std::size_t count) {
        return [field, count](const Rule&, const Example& example) {
            Finding finding;
            finding.location.field = field;
            return example.finding.empty() ? std::vector<Finding>() : std::vector<Finding>(count, finding);
        };
    };
    CHECK(problems(text, right, at("listen", 1)).empty());
    CHECK(problems(text, right, at("other", 1)) ==
          Problems{"f.toml:13: the finding points at 'other', expected 'listen'"});
    CHECK(problems(text, right, at("listen", 2)) ==
          Problems{"f.toml:13: the example gives 2 findings, expected one"});
    const auto always = [](const Rule&, const Example& example) {
        Finding finding;
        finding.location.field = example.finding.empty() ? "x" : "listen";
        return std::vector<Finding>{finding};
    };
    CHECK(problems(text, right, always) ==
          Problems{"f.toml:18: the counter-example gives 1 findings, expected none"});
}

TEST_CASE("a layout holds every required column, each once, and is no repetition") {
    CHECK(problems(with_lines("[[rule.layout]]\ncolumns = [\"HOST\", \"kind\", \"Secret\"]\n")).empty());
    CHECK(problems(with_lines("[[rule.layout]]\ncolumns = [\"host\", \"kind\"]\n")) ==
          Problems{"f.toml:1: layout 1 lacks the required column 'secret'"});
    CHECK(problems(with_lines("[[rule.layout]]\ncolumns = [\"host\", \"secret\", \"Host\"]\n")) ==
          Problems{"f.toml:1: layout 1 names a column twice"});
    CHECK(problems(with_lines("[[rule.layout]]\ncolumns = [\"host\", \"secret\"]\n"
                              "[[rule.layout]]\ncolumns = [\"host\", \"SECRET\"]\n")) ==
          Problems{"f.toml:1: layout 2 repeats an earlier one"});
}

TEST_CASE("a scrub leaves no secret") {
    const auto scrubbed = [](const std::string& lines) {
        return problems(with_lines(lines), unless_cleared, no_findings, unchanged, cleared);
    };
    CHECK(scrubbed("scrub.clear = [\"secret\"]\n").empty());
    CHECK(scrubbed("scrub.clear = [\"sec*\"]\n").empty());
    CHECK(scrubbed("scrub.set = { secret = \"\" }\n").empty());
    CHECK(scrubbed("scrub.clear = [\"x*\"]\n") == Problems{"f.toml:1: scrub leaves the secret in 'secret'"});
    CHECK(scrubbed("scrub.set = { host = \"localhost\" }\n") ==
          Problems{"f.toml:1: scrub leaves the secret in 'secret'"});
}

TEST_CASE("a rule without a change says why there is none") {
    const auto messages = [](const std::string& text) {
        std::vector<std::string> result;
        for (const RuleProblem& problem :
             check_rules(load_rules(text, "f.toml"), {unless_cleared, no_findings, cleared, cleared})) {
            result.push_back(problem.message);
        }
        return result;
    };
    const std::string no_relay = "neither [rule.relay] nor no_relay, which says why there is none";
    const std::string no_scrub = "neither [rule.scrub] nor no_scrub, which says why there is none";
    CHECK(messages(small_rule()) == std::vector{no_relay, no_scrub});
    CHECK(messages(with_lines("no_relay = \"It reads.\"\n")) == std::vector{no_scrub});
    CHECK(messages(with_lines("relay.clear = [\"secret\"]\nno_scrub = \"It reads.\"\n")).empty());
    CHECK(messages(with_lines("relay.clear = [\"secret\"]\nscrub.clear = [\"secret\"]\n")).empty());
}

TEST_CASE("a setting that scrub leaves, or changes twice, is a problem") {
    const std::string text =
        test::setting_rule("[rule.finding]", "scrub.set = { listen = \"localhost\" }\n[rule.finding]");
    const auto always = [](const Rule&, const Example& example) {
        Finding finding;
        finding.location.field = "listen";
        return example.finding.empty() ? std::vector<Finding>() : std::vector{finding};
    };
    const auto closed = [](const Rule&, const Example& example) {
        Example result = example;
        result.finding = "";
        return result;
    };
    const auto longer = [](const Rule&, const Example& example) {
        Example result = example;
        result.finding = "";
        result.fields.emplace_back("more", "and more");
        return result;
    };
    CHECK(problems(text, right, always, unchanged, closed).empty());
    CHECK(problems(text, right, always) == Problems{"f.toml:14: scrub leaves the finding in the example"});
    CHECK(problems(text, right, always, unchanged, longer) ==
          Problems{"f.toml:14: scrub changes the example again when it comes a second time"});
}

TEST_CASE("an example that a change leaves with its secret is a problem") {
    const std::string scrub = with_lines("scrub.clear = [\"secret\"]\n");
    CHECK(problems(scrub) == Problems{"f.toml:17: scrub leaves a secret in the example"});
    const std::string relay = with_lines("relay.clear = [\"secret\"]\n");
    CHECK(problems(relay).empty());  // nothing to relay in this one
    CHECK(problems(relay, right, no_findings, cleared) ==
          Problems{"f.toml:17: relay leaves a secret in the example"});
    CHECK(problems(relay, unless_cleared, no_findings, cleared).empty());
}

TEST_CASE("an example that a change changes again is a problem") {
    const auto longer = [](const Rule& rule, const Example& example) {
        Example result = cleared(rule, example);
        result.fields.emplace_back("more", "and more");
        return result;
    };
    CHECK(problems(with_lines("scrub.clear = [\"secret\"]\n"), unless_cleared, no_findings, unchanged,
                   longer) ==
          Problems{"f.toml:17: scrub changes the example again when it comes a second time"});
    CHECK(problems(with_lines("relay.clear = [\"secret\"]\n"), unless_cleared, no_findings, longer) ==
          Problems{"f.toml:17: relay changes the example again when it comes a second time"});
}

TEST_CASE("the shipped rules have sound layouts and scrubs") {
    const RuleSet set = load_rule_folder(std::filesystem::path(test::project_root()) / "rules");
    const auto none = [](const Rule&, const Example&) { return std::vector<Account>{}; };
    for (const RuleProblem& problem : check_rules(set, {none, no_findings, unchanged, unchanged})) {
        INFO(problem.rule + ": " + problem.message);
        const bool is_of_example = problem.message == "the example gives 0 accounts, expected one" ||
                                   problem.message == "the example gives 0 findings, expected one";
        CHECK(is_of_example);
    }
}
