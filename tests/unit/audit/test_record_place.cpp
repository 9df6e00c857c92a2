#include "audit/record_place.hpp"

#include "catch.hpp"
#include "support/sample_rule.hpp"

using namespace postern;
using test::SampleRow;

TEST_CASE("a record's place is its table, key, line and first byte") {
    SampleRow row{{"id", "10000"}, {"host", "a"}};
    const Locator place = audit::place_of(test::sample_rule(), row.record);
    CHECK(place.table == "mailserver");
    CHECK(place.key == "10000");
    CHECK(place.field.empty());
    CHECK(place.line == 7);
    CHECK(place.byte == 90);
    CHECK_FALSE(place.assumed_layout);
}

TEST_CASE("database and schema stand before the table") {
    SampleRow row{{"host", "a"}};
    row.record.schema = "public";
    CHECK(audit::place_of(test::sample_rule(), row.record).table == "public.mailserver");
    row.record.database = "jira";
    CHECK(audit::place_of(test::sample_rule(), row.record).table == "jira.public.mailserver");
    row.record.schema = "";
    CHECK(audit::place_of(test::sample_rule(), row.record).table == "jira.mailserver");
}

TEST_CASE("a record may have no key") {
    SampleRow null{{"id", std::nullopt}, {"host", "a"}};
    CHECK(audit::place_of(test::sample_rule(), null.record).key.empty());
    SampleRow none{{"host", "a"}};
    CHECK(audit::place_of(test::sample_rule(), none.record).key.empty());
    Rule rule = test::sample_rule();
    rule.fields.erase("key");
    SampleRow row{{"id", "10000"}, {"host", "a"}};
    CHECK(audit::place_of(rule, row.record).key.empty());
}

TEST_CASE("columns that nobody named are an assumption") {
    SampleRow row{{"host", "a"}};
    row.record.columns_known = false;
    CHECK(audit::place_of(test::sample_rule(), row.record).assumed_layout);
}
