#include "rules/rule_parts.hpp"

#include "rule_text.hpp"

using namespace postern;
using namespace postern::rules;
using postern::test::refusal;
using postern::test::small_rule;

namespace {

Rule rule_with(std::string_view from, std::string_view to) {
    return load_rules(small_rule(from, to), "f.toml").rules.at(0);
}

// kSmallRule with lines added behind its first part; the first of them is line 12.
std::string added(std::string_view lines) {
    return small_rule("\n[[rule.secret]]", "\n" + std::string(lines) + "\n[[rule.secret]]");
}

}  // namespace

TEST_CASE("a field has names for each container, a map and an otherwise") {
    const Rule rule = rule_with("{ column = \"host\" }",
                                "{ column = [\"h\", \"host\"], attribute = \"Host\", leaf = \"hostname\" }");
    const FieldRule& host = rule.fields.at("host");
    CHECK(host.from.columns == std::vector<std::string>{"h", "host"});
    CHECK(host.from.attributes == std::vector<std::string>{"Host"});
    CHECK(host.from.leaves == std::vector<std::string>{"hostname"});
    const FieldRule& direction = rule.fields.at("direction");
    CHECK(direction.map == ValueMap{{"out", "outgoing"}});
    CHECK(direction.otherwise == "incoming");
}

TEST_CASE("a field is refused for what it cannot mean") {
    CHECK(refusal(small_rule("fields.host =", "fields.hots =")) ==
          "f.toml:9:8: unknown key 'hots' in rule.fields | expected one of its keys; the nearest is 'host'");
    CHECK(refusal(small_rule("{ column = \"host\" }", "{}")) ==
          "f.toml:9:8: rule.fields.host names no field | expected column, attribute or leaf");
    CHECK(refusal(small_rule("{ column = \"host\" }", "\"host\"")) ==
          "f.toml:9:15: rule.fields.host is a string | expected a table");
    CHECK(refusal(small_rule("{ column = \"host\" }", "{ column = \"\" }")) ==
          "f.toml:9:26: an empty name in rule.fields.host.column | expected a name");
    CHECK(refusal(small_rule("\"outgoing\"", "\"outgoin\"")) ==
          "f.toml:10:54: 'outgoin' in rule.fields.direction | expected 'outgoing' or 'incoming'");
    CHECK(refusal(small_rule("\"incoming\"", "\"inward\"")) ==
          "f.toml:10:80: 'inward' in rule.fields.direction | expected 'outgoing' or 'incoming'");
}

TEST_CASE("a secret is a plain password unless it says otherwise") {
    const SecretRule usual = rule_with("x", "x").secrets.at(0);
    CHECK(usual.type == "password");
    CHECK(usual.encodings == std::vector<Encoding>{Encoding::plain});
    const SecretRule token = rule_with("column = \"secret\"", R"(column = "secret"
type = "access-token"
encodings = ["base64", "encrypted"])")
                                 .secrets.at(0);
    CHECK(token.type == "access-token");
    CHECK(token.encodings == std::vector<Encoding>{Encoding::base64, Encoding::encrypted});
}

TEST_CASE("a secret is refused for unknown words") {
    CHECK(refusal(small_rule("column = \"secret\"",
                             "column = \"secret\"\nencodings = [\"plain\", \"base46\"]")) ==
          "f.toml:14:23: 'base46' in rule.secret | expected 'plain', 'base64' or 'encrypted'");
    CHECK(refusal(small_rule("column = \"secret\"", "column = \"secret\"\nencodings = []")) ==
          "f.toml:12:1: rule.secret has no 'encodings' | expected at least one encoding, or no such key for "
          "plain ones");
    CHECK(refusal(small_rule("column = \"secret\"", "column = \"secret\"\ntype = \"pin\"")) ==
          "f.toml:14:8: 'pin' in rule.secret | expected 'password', 'client-secret', 'access-token' or "
          "'refresh-token'");
}

TEST_CASE("conditions name a field and globs") {
    const Rule rule =
        load_rules(added("where = [{ column = \"kind\", any_of = [\"in\", \"out\"] }]\n"), "f").rules.at(0);
    REQUIRE(rule.where.size() == 1);
    CHECK(rule.where[0].field.columns == std::vector<std::string>{"kind"});
    CHECK(rule.where[0].any_of == std::vector<std::string>{"in", "out"});
    CHECK(refusal(added("where = [{ column = \"kind\" }]\n"))
              .starts_with("f.toml:12:10: rule.where has no 'any_of' | "));
    CHECK(
        refusal(added("where = { column = \"kind\", any = \"x\" }\n")) ==
        "f.toml:12:28: unknown key 'any' in rule.where | expected one of its keys; the nearest is 'any_of'");
}

TEST_CASE("a nested document has a known format") {
    const Rule rule =
        load_rules(added("nested = { column = \"doc\", format = \"xstream\" }\n"), "f").rules.at(0);
    REQUIRE(rule.nested.has_value());
    CHECK(rule.nested->format == "xstream");
    CHECK(refusal(added("nested = { column = \"doc\", format = \"json\" }\n")) ==
          "f.toml:12:37: 'json' in rule.nested | expected 'xstream'");
    CHECK(refusal(added("nested = { column = \"doc\" }\n")) ==
          "f.toml:12:1: rule.nested has no 'format' | expected format = \"...\"");
}

TEST_CASE("a layout lists columns") {
    CHECK(refusal(added("[[rule.layout]]\ncolumns = []\n"))
              .starts_with("f.toml:12:1: rule.layout has no 'columns' | "));
    const Rule rule = load_rules(added("[[rule.layout]]\ncolumns = [\"a\", \"b\"]\n"), "f").rules.at(0);
    CHECK(rule.layouts.at(0).columns == std::vector<std::string>{"a", "b"});
}

TEST_CASE("a change sets and clears fields") {
    const Rule rule = load_rules(added("relay = { set = { host = \"{relay.host}\", port = 25, tls = false }, "
                                       "clear = [\"secret\"] }\n"),
                                 "f")
                          .rules.at(0);
    REQUIRE(rule.relay.has_value());
    CHECK(rule.relay->set.at("host") == "{relay.host}");
    CHECK(rule.relay->set.at("port") == "25");
    CHECK(rule.relay->set.at("tls") == "false");
    CHECK(rule.relay->set.at("secret") == std::nullopt);
    CHECK_FALSE(rule.scrub.has_value());
}

TEST_CASE("a change is refused when it is empty, double or refers to nothing") {
    CHECK(refusal(added("scrub = {}\n")).starts_with("f.toml:12:1: rule.scrub has no 'set' | "));
    CHECK(refusal(added("scrub = { set = { a = \"\" }, clear = [\"a\"] }\n")) ==
          "f.toml:12:38: 'a' is changed twice in rule.scrub | expected each field once, in set or in clear");
    CHECK(refusal(added("scrub = { set = { a = \"{relay.hots}\" } }\n")) ==
          "f.toml:12:23: an unknown reference in rule.scrub.set | expected {relay.host} or {relay.port}");
    CHECK(
        refusal(added("scrub = { set = { \"a*\" = \"x\" } }\n"))
            .ends_with(": 'a*' in rule.scrub.set | expected a name without '*'; only clear may hold globs"));
    CHECK(refusal(added("scrub = { clear = [\"a*\"] }\n")).empty());
}

TEST_CASE("a finding has a severity, perhaps a role, and a setting") {
    const Rule rule = load_rules(test::kSettingRule, "f.toml").rules.at(0);
    REQUIRE(rule.finding.has_value());
    CHECK(rule.finding->severity == Severity::high);
    CHECK(rule.finding->role == std::nullopt);
    CHECK(rule.finding->at.attributes == std::vector<std::string>{"listen"});
    const std::string for_role = test::setting_rule("severity", "role = \"production\"\nseverity");
    CHECK(load_rules(for_role, "f.toml").rules.at(0).finding->role == HostRole::production);
    CHECK(refusal(test::setting_rule("\"high\"", "\"grave\"")) ==
          "f.toml:11:12: 'grave' in rule.finding | expected 'low', 'medium' or 'high'");
    CHECK(refusal(test::setting_rule("severity = \"high\"", "")) ==
          "f.toml:10:7: rule.finding has no 'severity' | expected severity = \"...\"");
    CHECK(refusal(test::setting_rule("attribute = [\"listen\"]", "")) ==
          "f.toml:10:7: rule.finding names no field | expected column, attribute or leaf");
    CHECK(refusal(test::setting_rule("severity", "role = \"staging\"\nseverity"))
              .starts_with("f.toml:11:8: 'staging' in rule.finding | "));
}
