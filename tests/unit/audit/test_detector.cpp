#include "audit/detector.hpp"

#include "catch.hpp"
#include "support/sample_rule.hpp"

using namespace postern;
using test::SampleRow;

TEST_CASE("records become detections in their order, edits never") {
    const RuleSet rules{{test::sample_rule()}};
    const audit::RuleIndex index(rules);
    const audit::Relay relay;
    const base::KeyedDigest digest;
    audit::Detector detector(index, relay, digest);
    CHECK(detector.wants(RecordShape::row, "MAILSERVER"));
    CHECK_FALSE(detector.wants(RecordShape::row, "other"));
    CHECK(detector.wants(RecordShape::element, "MailServer"));
    CHECK(detector.record(SampleRow{{"host", "a"}, {"password", "c2VjcmV0"}}.record).empty());
    CHECK(detector.record(SampleRow{{"nothost", "a"}, {"password", "x"}}.record).empty());
    CHECK(detector.record(SampleRow{{"host", "b"}, {"password", "secret"}}.record).empty());
    CHECK(detector.record(SampleRow{{"host", "c"}, {"password", "Secret"}}.record).empty());
    detector.skip({5, "broken"});
    const auto found = detector.take_detections();
    REQUIRE(found.size() == 3);
    CHECK(found[0].finding.account.host == "a");
    CHECK(found[1].finding.account.host == "b");
    CHECK(found[0].secret == found[1].secret);  // Base64 and plain of the same
    CHECK(found[0].secret != found[2].secret);
    CHECK(found[0].finding.secret->length == 6);
    const auto skips = detector.take_skips();
    REQUIRE(skips.size() == 2);
    CHECK(skips[0].reason.find("not all the columns") != std::string::npos);
    CHECK(skips[1].reason == "broken");
}

TEST_CASE("skips are kept up to a number and counted behind it") {
    const RuleSet rules;
    const audit::RuleIndex index(rules);
    const audit::Relay relay;
    const base::KeyedDigest digest;
    audit::Detector detector(index, relay, digest);
    for (std::uint64_t at = 0; at < 250; ++at) {
        detector.skip({at, "broken"});
    }
    const auto skips = detector.take_skips();
    REQUIRE(skips.size() == 101);
    CHECK(skips.back().reason == "150 more places behind it could not be read");
    CHECK(detector.take_skips().empty());
}

TEST_CASE("a rule that cannot be decided is a skip, one for each reason") {
    Rule rule;
    rule.id = "first";
    rule.elements = {"app"};
    rule.where = {{{{}, {"a"}, {}}, {"yes"}}};
    rule.finding = FindingRule{Severity::low, HostRole::sandbox, {{}, {"a"}, {}}};
    RuleSet rules{{rule, rule, rule, rule}};
    rules.rules[1].id = "second";
    rules.rules[2].where[0].field.attributes = {"b"};
    rules.rules[3].where[0].field.attributes = {"c"};
    const audit::RuleIndex index(rules);
    const audit::Relay relay;
    const base::KeyedDigest digest;
    const std::vector<Field> fields{{"a", "unknown: no file", {}, FieldOrigin::own, 0},
                                    {"b", "unknown: no right", {}, FieldOrigin::own, 0},
                                    {"c", "yes", {}, FieldOrigin::own, 0}};
    Record record;
    record.shape = RecordShape::element;
    record.name = "app";
    record.fields = fields;
    audit::Detector detector(index, relay, digest, HostRole::sandbox);
    detector.record(record);
    const auto found = detector.take_detections();
    REQUIRE(found.size() == 1);
    CHECK(found[0].finding.kind == FindingKind::risk);
    CHECK_FALSE(found[0].secret);
    const auto skips = detector.take_skips();
    REQUIRE(skips.size() == 2);
    CHECK(skips[0].reason == "no file; so not decided: first, second");
    CHECK(skips[1].reason == "no right; so not decided: first");
    audit::Detector without_role(index, relay, digest);
    without_role.record(record);
    CHECK(without_role.take_detections().empty());
    CHECK(without_role.take_skips().empty());
}

TEST_CASE("a rule can ask what the column of statistics is used for") {
    Rule about;
    about.id = "statistics";
    about.elements = {std::string(kColumnStatistics)};
    about.where = {{{{}, {"column_use"}, {}}, {"secret"}}};
    about.finding = FindingRule{Severity::high, std::nullopt, {{}, {"histogram_bounds"}, {}}};
    const RuleSet rules{{test::sample_rule(), about}};
    const audit::RuleIndex index(rules);
    const audit::Relay relay;
    const base::KeyedDigest digest;
    audit::Detector detector(index, relay, digest);
    for (const char* column : {"password", "host"}) {
        const std::vector<Field> fields{{"table", "mailserver", {}, FieldOrigin::own, 0},
                                        {"column", column, {}, FieldOrigin::own, 0},
                                        {"histogram_bounds", "{a,b}", {5, 9}, FieldOrigin::own, 4}};
        Record record;
        record.shape = RecordShape::element;
        record.name = kColumnStatistics;
        record.fields = fields;
        CHECK(detector.record(record).empty());
    }
    const auto found = detector.take_detections();
    REQUIRE(found.size() == 1);
    CHECK(found[0].finding.severity == Severity::high);
    CHECK(found[0].finding.location.field == "histogram_bounds");
    CHECK(found[0].finding.location.line == 4);
}
