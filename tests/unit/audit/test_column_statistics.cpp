#include "audit/column_statistics.hpp"

#include "catch.hpp"
#include "support/sample_rule.hpp"

using namespace postern;

namespace {

struct Statistics {
    explicit Statistics(std::string_view table, std::string_view column) {
        fields = {{"table", table, {1, 2}, FieldOrigin::own, 0},
                  {"column", column, {3, 4}, FieldOrigin::own, 0},
                  {"most_common_vals", "{a,b}", {5, 6}, FieldOrigin::own, 0},
                  {"histogram_bounds", "{c}", {7, 8}, FieldOrigin::own, 0},
                  {"most_common_elems", std::nullopt, {9, 10}, FieldOrigin::own, 0},
                  {"name", "x", {}, FieldOrigin::own, 0}};
        record.shape = RecordShape::element;
        record.name = kColumnStatistics;
        record.fields = fields;
    }
    std::vector<Field> fields;
    Record record;
};

RuleSet rules() {
    Rule rule = test::sample_rule();
    rule.relay = Change{{}, {{"username", std::nullopt}, {"host", "localhost"}}};
    rule.scrub = Change{{}, {{"property*", std::nullopt}}};
    Rule nested = test::sample_rule();
    nested.id = "nested";
    nested.tables = {"bandana"};
    nested.secrets = {{{{}, {}, {"password"}}}};
    nested.nested = NestedDocument{{{"bandanavalue"}, {"value"}, {}}, "xstream"};
    return {{rule, nested}};
}

std::string use(std::string_view table, std::string_view column) {
    const RuleSet set = rules();
    const audit::RuleIndex index(set);
    const Statistics statistics(table, column);
    return std::string(audit::column_use(index, statistics.record));
}

}  // namespace

TEST_CASE("what a table's rules say of a column") {
    CHECK(use("MailServer", "PASSWORD") == "secret");
    CHECK(use("BANDANA", "bandanavalue") == "secret");
    CHECK(use("mailserver", "UserName") == "cleared");
    CHECK(use("mailserver", "property7") == "cleared");
    CHECK(use("mailserver", "host") == "");
    CHECK(use("other", "password") == "");
    CHECK(use("", "") == "");
}

TEST_CASE("the rule that says so") {
    const RuleSet set = rules();
    const audit::RuleIndex index(set);
    CHECK(audit::rule_of_column(index, Statistics("bandana", "bandanavalue").record)->id == "nested");
    CHECK(audit::rule_of_column(index, Statistics("mailserver", "username").record)->id == "sample");
    CHECK(audit::rule_of_column(index, Statistics("mailserver", "host").record) == nullptr);
}

TEST_CASE("statistics are told from other records, and values from names") {
    Statistics statistics("mailserver", "password");
    CHECK(audit::is_column_statistics(statistics.record));
    CHECK(audit::statistics_values(statistics.record) == std::vector<std::size_t>{2, 3});
    statistics.record.shape = RecordShape::row;
    CHECK_FALSE(audit::is_column_statistics(statistics.record));
    statistics.record.shape = RecordShape::element;
    statistics.record.name = "MailServer";
    CHECK_FALSE(audit::is_column_statistics(statistics.record));
}
