#include "audit/field_lookup.hpp"

#include "base/text.hpp"
#include "catch.hpp"
#include "support/sample_rule.hpp"

using namespace postern;
using test::SampleRow;

TEST_CASE("a value is found by the order of preference, empty ones are none") {
    const SampleRow row{{"A", "1"}, {"b", "2"}, {"c", ""}, {"d", std::nullopt}, {"b", "3"}};
    CHECK(audit::find_value(row.record, {{"B", "a"}, {}, {}}) == 1);
    CHECK(audit::find_value(row.record, {{"c", "d", "a"}, {}, {}}) == 0);
    CHECK_FALSE(audit::find_value(row.record, {{"c", "d", "x"}, {}, {}}).has_value());
    CHECK_FALSE(audit::find_value(row.record, {{}, {"a"}, {"a"}}).has_value());
}

TEST_CASE("columns compare without case, attributes and leaves exactly") {
    SampleRow row{{"Host", "1"}, {"leaf", "2"}, {"HOST", "3"}};
    row.fields[1].origin = FieldOrigin::nested;
    CHECK(audit::find_value(row.record, {{"LEAF"}, {}, {"leaf"}}) == 1);
    CHECK_FALSE(audit::find_value(row.record, {{"leaf"}, {}, {"Leaf"}}).has_value());
    row.record.shape = RecordShape::element;
    CHECK(audit::find_value(row.record, {{"x"}, {"HOST"}, {}}) == 2);
    CHECK_FALSE(audit::find_value(row.record, {{"Host"}, {"host"}, {}}).has_value());
}

TEST_CASE("an own field goes before a leaf") {
    SampleRow row{{"a", "leaf"}, {"a", "own"}};
    row.fields[0].origin = FieldOrigin::nested;
    CHECK(audit::find_value(row.record, {{"a"}, {}, {"a"}}) == 1);
}

TEST_CASE("a field counts as there even when it is NULL") {
    SampleRow row{{"Host", std::nullopt}, {"leaf", "x"}};
    row.fields[1].origin = FieldOrigin::nested;
    CHECK(audit::has_field(row.record, "host"));
    CHECK_FALSE(audit::has_field(row.record, "leaf"));
    CHECK_FALSE(audit::has_field(row.record, ""));
}

TEST_CASE("values fit globs, and # any number") {
    CHECK(base::glob_fits("#", "0123456789"));
    for (const char* value : {"", "-1", "1.5", "1 ", "x"}) {
        CHECK_FALSE(base::glob_fits("#", value));
    }
    CHECK(base::glob_fits("*Smtp*", "com.SMTPServer"));
    CHECK_FALSE(base::glob_fits("##", "11"));
}

TEST_CASE("a condition needs a value that fits") {
    const SampleRow row{{"type", "SMTP"}, {"empty", ""}};
    CHECK(audit::holds({{{"type"}, {}, {}}, {"pop", "smtp"}}, row.record));
    CHECK_FALSE(audit::holds({{{"type"}, {}, {}}, {"pop"}}, row.record));
    CHECK_FALSE(audit::holds({{{"empty"}, {}, {}}, {"*"}}, row.record));
    CHECK_FALSE(audit::holds({{{"type"}, {}, {}}, {}}, row.record));
}

TEST_CASE("a name with a star is a glob of names") {
    const SampleRow row{{"id", "1"}, {"SMTP_HOST", std::nullopt}, {"MAIL_HOST", "h"}};
    CHECK(audit::find_value(row.record, {{"*host*"}, {}, {}}) == 2);
    CHECK_FALSE(audit::find_value(row.record, {{"*port*"}, {}, {}}));
    CHECK(audit::has_field(row.record, "smtp*"));
    CHECK_FALSE(audit::has_field(row.record, "imap*"));
    CHECK(audit::holds({{{"*host"}, {}, {}}, {"h"}}, row.record));
}

TEST_CASE("all fields that a glob names are found, of other names the first") {
    const SampleRow row{{"host_type", "smtp"}, {"HOST", "h"}, {"old_host", ""}, {"b", "2"}, {"a", "1"}};
    using Fields = std::vector<std::size_t>;
    CHECK(audit::find_values(row.record, {{"*host*"}, {}, {}}) == Fields{0, 1});
    CHECK(audit::find_values(row.record, {{"a", "b"}, {}, {}}) == Fields{4});
    CHECK(audit::find_values(row.record, {{"b", "*host*"}, {}, {}}) == Fields{0, 1, 3});
    CHECK(audit::find_values(row.record, {{"*port*"}, {}, {}}).empty());
    CHECK(audit::holds({{{"*host*"}, {}, {}}, {"h"}}, row.record));
    CHECK_FALSE(audit::holds({{{"*host*"}, {}, {}}, {"2"}}, row.record));
    CHECK_FALSE(audit::holds({{{"b", "a"}, {}, {}}, {"1"}}, row.record));
    CHECK(audit::holds({{{"*port*"}, {}, {}}, {"h", ""}}, row.record));
}

TEST_CASE("of leaves that a glob names one that fits is enough") {
    SampleRow row{{"value", "<map/>"}, {"property:a", "1"}, {"property:b", "2"}};
    row.fields[1].origin = row.fields[2].origin = FieldOrigin::nested;
    CHECK(audit::holds({{{}, {}, {"property:*"}}, {"2"}}, row.record));
    CHECK_FALSE(audit::holds({{{}, {}, {"property:*"}}, {"3"}}, row.record));
    CHECK_FALSE(audit::holds({{{}, {}, {"property:a", "property:b"}}, {"2"}}, row.record));
}
