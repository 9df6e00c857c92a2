#include "audit/risk_finding.hpp"

#include <vector>

#include "catch.hpp"

using namespace postern;

namespace {

Rule setting_rule() {
    Rule rule;
    rule.id = "open";
    rule.product = "app";
    rule.title = "Open to all";
    rule.advice = {"Close it."};
    rule.elements = {"app"};
    rule.where = {{{{}, {"listens"}, {}}, {"network"}}, {{{}, {"used"}, {}}, {"yes"}}};
    rule.fields["key"].from.attributes = {"port"};
    rule.finding = FindingRule{Severity::high, std::nullopt, {{}, {"listen", "bind"}, {}}};
    return rule;
}

audit::RiskVerdict judge(const Rule& rule, std::vector<Field> fields,
                         std::optional<HostRole> role = std::nullopt) {
    Record record;
    record.shape = RecordShape::element;
    record.name = "app";
    record.fields = fields;
    record.line = 3;
    return audit::judge_risk(rule, record, role);
}

const std::vector<Field> kOpen{{"listens", "network", {}, FieldOrigin::own, 0},
                               {"used", "yes", {}, FieldOrigin::own, 0},
                               {"bind", "all", {40, 43}, FieldOrigin::own, 7},
                               {"port", "25", {}, FieldOrigin::own, 0}};

std::vector<Field> with(std::size_t field, std::string_view value) {
    std::vector<Field> fields = kOpen;
    fields.at(field).value = value;
    return fields;
}

}  // namespace

TEST_CASE("a record that matches is one finding at its setting") {
    const auto verdict = judge(setting_rule(), kOpen);
    REQUIRE(verdict.finding.has_value());
    CHECK(verdict.unknown.empty());
    const Finding& finding = *verdict.finding;
    CHECK(finding.rule == "open");
    CHECK(finding.kind == FindingKind::risk);
    CHECK(finding.severity == Severity::high);
    CHECK(finding.account.product == "app");
    CHECK(finding.account.name == "Open to all");
    CHECK_FALSE(finding.account.host.has_value());
    CHECK_FALSE(finding.secret.has_value());
    CHECK(finding.advice == std::vector<std::string>{"Close it."});
    CHECK(finding.location.table == "app");
    CHECK(finding.location.field == "bind");
    CHECK(finding.location.byte == 40);
    CHECK(finding.location.line == 7);
    CHECK(finding.location.key == "25");
}

TEST_CASE("what is commented out is of medium severity at most") {
    Record record;
    record.shape = RecordShape::element;
    record.name = "app";
    record.fields = kOpen;
    record.commented_out = true;
    Rule rule = setting_rule();
    const auto verdict = audit::judge_risk(rule, record, std::nullopt);
    REQUIRE(verdict.finding.has_value());
    CHECK(verdict.finding->severity == Severity::medium);
    CHECK(verdict.finding->status == Status::commented_out);
    rule.finding->severity = Severity::low;
    CHECK(audit::judge_risk(rule, record, std::nullopt).finding->severity == Severity::low);
}

TEST_CASE("a setting that is not there is named without a line") {
    std::vector<Field> fields = kOpen;
    fields[2].name = "other";
    const auto verdict = judge(setting_rule(), fields);
    REQUIRE(verdict.finding.has_value());
    CHECK(verdict.finding->location.field == "listen");
    CHECK(verdict.finding->location.line == 0);
    CHECK(verdict.finding->location.byte == 0);
    Rule rule = setting_rule();
    rule.finding->at.attributes.insert(rule.finding->at.attributes.begin(), "-o listen in other.cf");
    CHECK(judge(rule, fields).finding->location.field == "listen");
    fields[2].name = "-o listen in other.cf";
    CHECK(judge(rule, fields).finding->location.field == "-o listen in other.cf");
}

TEST_CASE("a record that does not match is none") {
    CHECK_FALSE(judge(setting_rule(), with(0, "loopback")).finding);
    Rule rule = setting_rule();
    rule.requires_any = {"absent"};
    CHECK_FALSE(judge(rule, kOpen).finding);
}

TEST_CASE("a rule for a role speaks of hosts of that role only") {
    Rule rule = setting_rule();
    rule.finding->role = HostRole::sandbox;
    CHECK_FALSE(judge(rule, kOpen).finding);
    CHECK_FALSE(judge(rule, kOpen, HostRole::production).finding);
    CHECK(judge(rule, kOpen, HostRole::sandbox).finding);
    CHECK(judge(rule, with(0, "unknown: why"), HostRole::production).unknown.empty());
}

TEST_CASE("an unknown fact leaves a rule undecided, unless another condition fails") {
    const auto verdict = judge(setting_rule(), with(0, "unknown: no such file"));
    CHECK_FALSE(verdict.finding);
    CHECK(verdict.unknown == "no such file");
    std::vector<Field> fields = with(0, "unknown: no such file");
    fields[1].value = "no";
    CHECK(judge(setting_rule(), fields).unknown.empty());
}

TEST_CASE("a placeholder is passed over, and alone is no finding") {
    Rule rule = setting_rule();
    rule.placeholders = {"${*}"};
    CHECK_FALSE(judge(rule, with(2, "${BIND}")).finding.has_value());
    CHECK(judge(rule, kOpen).finding->location.field == "bind");
    std::vector<Field> both = with(2, "all");
    both.insert(both.begin(), {"listen", "${LISTEN}", {}, FieldOrigin::own, 0});
    CHECK(judge(rule, both).finding->location.field == "bind");
    both.erase(both.begin() + 3);
    CHECK_FALSE(judge(rule, both).finding.has_value());
    both.erase(both.begin());  // not set at all
    CHECK(judge(rule, both).finding->location.field == "listen");
}

TEST_CASE("placeholders are passed over, also where a glob names the settings") {
    Rule rule = setting_rule();
    rule.placeholders = {"none*"};
    rule.finding->at = {{}, {"*en", "bind"}, {}};
    const auto field = [&](std::string_view listen, std::string_view open) {
        std::vector<Field> fields = kOpen;
        fields.insert(fields.begin(),
                      {{"listen", listen, {}, FieldOrigin::own, 0}, {"open", open, {}, FieldOrigin::own, 0}});
        return judge(rule, fields).finding->location.field;
    };
    CHECK(field("a", "b") == "listen");
    CHECK(field("none", "b") == "open");
    CHECK(field("none", "nonesuch") == "bind");
}

TEST_CASE("a placeholder is passed over among the fields that one glob names") {
    Rule rule = setting_rule();
    rule.placeholders = {"${*}"};
    rule.finding->at.attributes = {"*bind"};
    CHECK_FALSE(judge(rule, with(2, "${BIND}")).finding.has_value());
    std::vector<Field> both = with(2, "${BIND}");
    both.push_back({"rebind", "all", {}, FieldOrigin::own, 0});
    CHECK(judge(rule, both).finding->location.field == "rebind");
}

TEST_CASE("a row is named with its database and schema") {
    Rule rule = setting_rule();
    rule.tables = {"app"};
    rule.where.clear();
    rule.finding->at = {{"bind"}, {}, {}};
    Record record;
    record.shape = RecordShape::row;
    record.database = "jira";
    record.schema = "public";
    record.name = "app";
    record.fields = kOpen;
    record.columns_known = false;
    const auto verdict = audit::judge_risk(rule, record, std::nullopt);
    REQUIRE(verdict.finding.has_value());
    CHECK(verdict.finding->location.table == "jira.public.app");
    CHECK(verdict.finding->location.assumed_layout);
}
