#include "source/property_join.hpp"

#include "catch.hpp"
#include "support/collecting_sink.hpp"
#include "support/sample_rule.hpp"

using namespace postern;
using source::PropertyEntries;
using source::PropertyJoin;
using test::CollectingSink;
using test::SampleRow;

namespace {

RuleSet service_rules() {
    Rule rule = test::sample_rule();
    rule.tables = {"propertynumber", "propertystring", "PropertyText"};
    rule.elements = {"OSPropertyString"};
    rule.where = {{{{"entity_name"}, {"entityName"}, {}}, {"ServiceConfig"}},
                  {{{"property_key"}, {"propertyKey"}, {}}, {"password", "popserver"}},
                  {{{"propertyvalue"}, {"value"}, {}}, {"never asked here"}}};
    return {{rule}};
}

struct Join {
    RuleSet rules = service_rules();
    CollectingSink sink{{"propertystring", "ospropertystring", "mailserver"}};
    PropertyEntries entries;
    PropertyJoin join{sink, rules, entries};

    void entry(const char* id, const char* entity, const char* key, const char* schema = "public") {
        SampleRow row{{"id", id}, {"ENTITY_NAME", entity}, {"entity_id", "1"}, {"property_key", key}};
        row.record.name = "PropertyEntry";
        row.record.schema = schema;
        join.record(row.record);
    }
    void value(const char* id, const char* text, const char* schema = "public") {
        SampleRow row{{"ID", id}, {"propertyvalue", text}};
        row.record.name = "propertystring";
        row.record.schema = schema;
        join.record(row.record);
    }
};

}  // namespace

TEST_CASE("a value gains the names of its entry, where a rule asks for them") {
    Join test;
    test.entry("1", "jira.properties", "password");
    test.entry("2", "ServiceConfig", "password");
    test.entry("3", "ServiceConfig", "handler");
    test.entry("4", "ServiceConfig", "popserver");
    for (const char* id : {"1", "2", "3", "4", "5"}) {
        test.value(id, "v");
    }
    REQUIRE(test.sink.records.size() == 2);
    CHECK(test.sink.records[0].value("ID") == "2");
    CHECK(test.sink.records[0].value("entity_name") == "ServiceConfig");
    CHECK(test.sink.records[0].value("property_key") == "password");
    CHECK(test.sink.records[1].value("property_key") == "popserver");
    CHECK(test.entries.wanted.size() == 2);
    CHECK(test.sink.skips.empty());
}

TEST_CASE("numbers are values too, and the entries' own table is known") {
    Join test;
    test.entry("2", "ServiceConfig", "popserver");
    SampleRow row{{"id", "2"}, {"propertyvalue", "10001"}};
    row.record.name = "PropertyNumber";
    row.record.schema = "public";
    test.join.record(row.record);
    REQUIRE(test.sink.records.size() == 1);
    CHECK(test.sink.records[0].value("property_key") == "popserver");
    CHECK(source::holds_property_entries("PropertyEntry"));
    CHECK_FALSE(source::holds_property_entries("propertynumber"));
}

TEST_CASE("the same id in another schema is another property") {
    Join test;
    test.entry("2", "ServiceConfig", "password", "one");
    test.value("2", "v", "other");
    CHECK(test.sink.records.empty());
    test.value("2", "v", "one");
    CHECK(test.sink.records.size() == 1);
}

TEST_CASE("elements of an XML backup are joined by their own names") {
    Join test;
    SampleRow entry{
        {"id", "7"}, {"entityName", "ServiceConfig"}, {"entityId", "1"}, {"propertyKey", "password"}};
    entry.record.shape = RecordShape::element;
    entry.record.name = "OSPropertyEntry";
    SampleRow value{{"id", "7"}, {"value", "v"}};
    value.record.shape = RecordShape::element;
    value.record.name = "OSPropertyString";
    test.join.record(entry.record);
    test.join.record(value.record);
    REQUIRE(test.sink.records.size() == 1);
    CHECK(test.sink.records[0].value("propertyKey") == "password");
    Join late;
    late.join.record(value.record);
    late.join.record(entry.record);
    REQUIRE(late.sink.skips.size() == 1);
    CHECK(late.sink.skips[0].reason.ends_with("take the backup again"));
    entry.record.name = "ospropertyentry";
    CHECK_FALSE(test.join.wants(RecordShape::element, "ospropertyentry"));
}

TEST_CASE("rows without names are told by their order") {
    Join test;
    SampleRow entry{{"", "2"}, {"", "ServiceConfig"}, {"", "1"}, {"", "password"}, {"", "5"}};
    entry.record.name = "propertyentry";
    entry.record.columns_known = false;
    SampleRow value{{"", "2"}, {"", "v"}};
    value.record.name = "propertystring";
    value.record.columns_known = false;
    test.join.record(entry.record);
    test.join.record(value.record);
    REQUIRE(test.sink.records.size() == 1);
    CHECK(test.sink.records[0].fields.size() == 4);
    SampleRow other{{"", "3"}, {"", "ServiceConfig"}};
    other.record.name = "propertyentry";
    other.record.columns_known = false;
    test.join.record(other.record);
    CHECK(test.entries.wanted.size() == 1);
}

TEST_CASE("an entry behind its value is told, once") {
    Join test;
    test.value("2", "v");
    test.entry("2", "ServiceConfig", "password", "other");
    test.entry("2", "ServiceConfig", "handler");
    CHECK(test.sink.skips.empty());
    test.entry("2", "ServiceConfig", "password");
    test.entry("2", "ServiceConfig", "password");
    REQUIRE(test.sink.skips.size() == 1);
    CHECK(test.sink.skips[0].at == 90);
    test.value("2", "v");  // read a second time
    CHECK(test.sink.records.size() == 1);
}

TEST_CASE("once entries were seen, only values that one of them speaks of are wanted") {
    RuleSet rules = service_rules();
    rules.rules.push_back(rules.rules[0]);
    rules.rules[0].tables = {"propertystring"};
    rules.rules[1].tables = {"propertytext"};
    rules.rules[1].where = {{{{"property_key"}, {}, {}}, {"note"}}};
    CollectingSink sink{{"propertystring", "propertytext"}};
    PropertyEntries entries;
    PropertyJoin join(sink, rules, entries);
    const auto wants = [&join](const char* table) {
        const bool wanted = join.wants(RecordShape::row, table);
        CHECK(wanted == join.wants_columns(table, [] { return std::vector<std::string>(); }));
        return wanted;
    };
    const auto entry = [&join](const char* id, const char* key) {
        SampleRow row{{"id", id}, {"entity_name", "jira.properties"}, {"property_key", key}};
        row.record.name = "propertyentry";
        join.record(row.record);
    };
    CHECK(wants("PROPERTYTEXT"));
    CHECK(wants("propertystring"));
    entry("1", "other");
    CHECK_FALSE(wants("PROPERTYTEXT"));
    CHECK_FALSE(wants("propertystring"));
    CHECK(wants("propertyentry"));
    entry("2", "note");
    CHECK(wants("PropertyText"));
    CHECK_FALSE(wants("propertystring"));
}

TEST_CASE("an entry behind values that were passed over is told, of its own schema only") {
    Join test;
    test.entry("1", "jira.properties", "other", "one");
    CHECK_FALSE(test.join.wants(RecordShape::row, "propertystring"));
    test.entry("1", "ServiceConfig", "password", "two");
    CHECK(test.sink.skips.empty());
    Join late;
    late.entry("1", "jira.properties", "other");
    CHECK_FALSE(late.join.wants(RecordShape::row, "PROPERTYSTRING"));
    late.entry("2", "ServiceConfig", "password");
    CHECK(late.sink.skips.size() == 1);
}

TEST_CASE("where values stand before entries, all are wanted") {
    Join test;
    test.value("2", "v");
    test.entry("1", "jira.properties", "other");
    CHECK(test.join.wants(RecordShape::row, "propertystring"));
}

TEST_CASE("edits to a value are edits to its own field") {
    Join test;
    test.sink.edit = Edit{1, {}, "x"};
    test.entry("2", "ServiceConfig", "password");
    SampleRow row{{"id", "2"}, {"propertyvalue", "v"}};
    row.record.name = "propertystring";
    row.record.schema = "public";
    const auto edits = test.join.record(row.record);
    REQUIRE(edits.size() == 1);
    CHECK(edits[0].field == 1);
}

TEST_CASE("everything else passes, and without rules about values all does") {
    Join test;
    CHECK(test.join.wants(RecordShape::row, "PROPERTYENTRY"));
    CHECK(test.join.wants_columns("propertyentry", [] { return std::vector<std::string>(); }));
    CHECK(test.join.wants(RecordShape::row, "mailserver"));
    CHECK_FALSE(test.join.wants(RecordShape::row, "other"));
    test.join.record(SampleRow{{"a", "1"}}.record);
    CHECK(test.sink.records.size() == 1);
    test.join.skip({1, "x"});
    CHECK(test.sink.skips.size() == 1);

    const RuleSet none{{test::sample_rule()}};
    CollectingSink sink;
    PropertyEntries entries;
    PropertyJoin join(sink, none, entries);
    SampleRow row{{"id", "2"}, {"propertyvalue", "v"}};
    row.record.name = "propertystring";
    join.record(row.record);
    CHECK(sink.records.size() == 1);
}
