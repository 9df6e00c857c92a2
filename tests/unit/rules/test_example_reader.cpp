#include "rules/example_reader.hpp"

#include "rule_text.hpp"

using namespace postern;
using namespace postern::rules;
using postern::test::refusal;
using postern::test::small_rule;

TEST_CASE("an example holds the record in its order and the account") {
    const Rule rule =
        load_rules(small_rule("secrets =", "null = [\"note\"]\nsecrets ="), "f.toml").rules.at(0);
    const Example& example = rule.examples.at(0);
    CHECK(example.shape == RecordShape::row);
    CHECK(example.name == "mail");
    CHECK(example.line == 15);
    REQUIRE(example.fields.size() == 4);
    CHECK(example.fields[0].first == "host");
    CHECK(example.fields[1].second == "out");
    CHECK(example.fields[2].first == "secret");
    CHECK(example.fields[3].first == "note");
    CHECK(example.fields[3].second == std::nullopt);
    CHECK(example.account.at("port") == "25");
    CHECK(example.secrets == std::vector<std::pair<std::string, std::string>>{{"plain", "s3cret"}});
    CHECK(rule.counter_examples.at(0).account.empty());
    CHECK(rule.counter_examples.at(0).line == 22);
}

TEST_CASE("an example may be an element") {
    const Rule rule = load_rules(small_rule("table = \"mail\"\nrow = { subject",
                                            "element = \"Mail\"\nattributes = { subject"),
                                 "f.toml")
                          .rules.at(0);
    CHECK(rule.counter_examples.at(0).shape == RecordShape::element);
    CHECK(rule.counter_examples.at(0).name == "Mail");
}

TEST_CASE("an example is refused when it is no record") {
    CHECK(refusal(small_rule("table = \"mail\"\nrow = { host", "row = { host")) ==
          "f.toml:15:1: rule.example has no 'table' | "
          "expected table = \"...\" with row, or element = \"...\" with attributes");
    CHECK(refusal(small_rule("row = { host", "element = \"x\"\nrow = { host")) ==
          "f.toml:15:1: rule.example has a 'table' and an 'element' | expected one of the two");
    CHECK(refusal(small_rule("row = { host", "attributes = { host"))
              .starts_with("f.toml:15:1: rule.example has no 'row' | "));
    CHECK(refusal(small_rule("secrets =", "null = [\"kind\"]\nsecrets =")) ==
          "f.toml:19:9: 'kind' stands twice in rule.example | expected each field once, in row or in null");
    CHECK(refusal(small_rule("secret = \"s3cret\"", "secret = []")) ==
          "f.toml:17:59: rule.example.row.secret is an array | expected a string, an integer or a boolean");
}

TEST_CASE("the account of an example is complete and spelt right") {
    CHECK(refusal(small_rule("port = 25, ", "")) ==
          "f.toml:18:1: rule.example.account has no 'port' | expected direction, protocol, port and tls in "
          "every account");
    CHECK(
        refusal(small_rule(
                    "host = \"smtp.example.com\", port = 25, protocol = \"smtp\", direction = \"outgoing\", "
                    "tls = \"none\" }",
                    "name = \"A client\" }"))
            .empty());
    CHECK(refusal(small_rule("port = 25", "port = 70000")) ==
          "f.toml:18:47: '70000' as a port | expected a number from 0 to 65535");
    CHECK(refusal(small_rule("port = 25", "port = \"25 \"")).starts_with("f.toml:18:47: '25 ' as a port | "));
    CHECK(refusal(small_rule("tls = \"none\"", "tls = \"no\"")) ==
          "f.toml:18:100: 'no' in rule.example.account | expected 'none', 'starttls' or 'implicit'");
    CHECK(refusal(small_rule("tls = \"none\"", "tsl = \"none\"")) ==
          "f.toml:18:94: unknown key 'tsl' in rule.example.account | expected one of its keys; the nearest "
          "is 'tls'");
    CHECK(refusal(small_rule("account = {", "accounts = {")) ==
          "f.toml:18:1: unknown key 'accounts' in rule.example | expected one of its keys; the nearest is "
          "'account'");
}

TEST_CASE("the secrets of an example are stated, even when there are none") {
    CHECK(refusal(small_rule("[[\"plain\", \"s3cret\"]]", "[]")).empty());
    CHECK(refusal(small_rule("secrets = [[\"plain\", \"s3cret\"]]", ""))
              .starts_with("f.toml:15:1: rule.example has no 'secrets' | "));
    CHECK(refusal(small_rule("[\"plain\"", "[\"plane\"")) ==
          "f.toml:19:13: 'plane' in rule.example | expected 'plain', 'base64', 'encrypted' or 'external'");
}

TEST_CASE("a counter-example states no account") {
    CHECK(
        refusal(small_rule("row = { subject = \"hello\" }", "row = { subject = \"hello\" }\naccount = {}")) ==
        "f.toml:24:1: unknown key 'account' in rule.counter_example | expected one of its keys; the nearest "
        "is 'element'");
}

TEST_CASE("an example of a setting states the setting, and may state what the host is") {
    const Rule rule = load_rules(test::kSettingRule, "f.toml").rules.at(0);
    CHECK(rule.examples.at(0).finding == "listen");
    CHECK(rule.examples.at(0).role == HostRole::sandbox);
    CHECK(rule.counter_examples.at(0).finding.empty());
    CHECK(rule.counter_examples.at(0).role == std::nullopt);
    CHECK(refusal(test::setting_rule("\"sandbox\"", "\"staging\"")) ==
          "f.toml:16:8: 'staging' in rule.example | expected 'production' or 'sandbox'");
    CHECK(refusal(test::setting_rule("finding = \"listen\"", ""))
              .starts_with("f.toml:13:1: rule.example has no 'finding' | "));
    CHECK(refusal(test::setting_rule("finding = \"listen\"", "account = {}"))
              .starts_with("f.toml:17:1: unknown key 'account' in rule.example | "));
}
