#include "rewrite/jira_properties.hpp"

#include <array>

#include "catch.hpp"
#include "support/fake_database.hpp"

using namespace postern;
using rewrite::LowNumbers;

namespace {

constexpr std::array<const char*, 2> kKeys = {"a", "b"};

const std::vector<std::string> kEntryColumns = {"propertytype", "ID", "entity_name", "ENTITY_ID",
                                                "property_key"};

test::FakeDatabase jira() {
    test::FakeDatabase database;
    database.tables = {
        {"public", "propertynumber", {"propertyvalue", "ID"}, {{"7", "2"}, {std::nullopt, "3"}, {"9", "4"}}},
        {"public",
         "PropertyEntry",
         kEntryColumns,
         {{"1", "2", "jira.properties", "1", "b"},
          {"5", "3", "jira.properties", "1", "a"},
          {"1", "4", "jira.properties", "1", "c"},
          {"1", "5", "jira.properties", "1", "b"},
          {"1", "6", "jira.properties", "1", std::nullopt},
          {"1", "7", "Project", "1", "a"}}}};
    return database;
}

}  // namespace

TEST_CASE("the wanted properties are found with their numbers, whatever the order") {
    auto database = jira();
    std::vector<Skip> skips;
    auto schemas = rewrite::read_jira_properties(database, kKeys, skips);
    REQUIRE(schemas.size() == 1);
    const auto& properties = schemas["public"];
    CHECK(properties.entry_table == "PropertyEntry");
    CHECK(properties.entry_columns ==
          std::array<std::string, 5>{"ID", "entity_name", "ENTITY_ID", "property_key", "propertytype"});
    CHECK(properties.number_columns == std::array<std::string, 2>{"ID", "propertyvalue"});
    REQUIRE(properties.found.size() == 3);
    CHECK(properties.found[0].key == "b");
    CHECK(properties.found[0].number == "7");
    CHECK(properties.found[1].key == "a");
    CHECK(properties.found[1].type == "5");
    CHECK(properties.found[1].has_number);
    CHECK_FALSE(properties.found[1].number);
    CHECK(properties.found[2].id == "5");
    CHECK_FALSE(properties.found[2].has_number);
}

TEST_CASE("numbers of other schemas are not mixed in") {
    auto database = jira();
    database.tables.push_back(
        {"other", "propertynumber", {"id", "propertyvalue"}, {{"2", "8"}, {"9999", "1"}}});
    std::vector<Skip> skips;
    auto schemas = rewrite::read_jira_properties(database, kKeys, skips);
    CHECK(schemas.size() == 1);
    CHECK(schemas["public"].found[0].number == "7");
    CHECK(schemas["public"].numbers.take_highest_free() == "9999");
}

TEST_CASE("the highest number is the one below ten thousand that nobody has") {
    LowNumbers numbers;
    for (const char* id : {"9999", "9997", "10000", "18446744073709551617", "-9998", "9998x", "", "x"}) {
        numbers.take(id);
    }
    CHECK(numbers.take_highest_free() == "9998");
    CHECK(numbers.take_highest_free() == "9996");
    for (int i = 0; i < 9995; ++i) {
        CHECK(numbers.take_highest_free());
    }
    CHECK_FALSE(numbers.take_highest_free());
}
