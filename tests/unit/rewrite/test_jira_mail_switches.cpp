#include "rewrite/jira_mail_switches.hpp"

#include "catch.hpp"
#include "postern/error.hpp"
#include "rewrite/row_writer.hpp"
#include "support/fake_database.hpp"

using namespace postern;
using rewrite::JiraMailSwitches;

namespace {

using Rows = std::vector<test::FakeTable::Row>;

constexpr const char* kSend = "jira.mail.send.disabled";
constexpr const char* kFetch = "jira.mail.fetch.disabled";

test::FakeTable::Row property(const std::string& id, const std::string& key, const std::string& type = "1") {
    return {id, "jira.properties", "1", key, type};
}

const Rows kOtherEntries = {property("10001", "jira.title", "5"), property("10002", "jira.option.voting")};
const Rows kOtherNumbers = {{"10002", "0"}};

void add_properties(test::FakeDatabase& database, const std::string& schema, Rows entries, Rows numbers) {
    entries.insert(entries.begin(), kOtherEntries.begin(), kOtherEntries.end());
    numbers.insert(numbers.begin(), kOtherNumbers.begin(), kOtherNumbers.end());
    database.tables.push_back({schema,
                               "propertyentry",
                               {"id", "entity_name", "entity_id", "property_key", "propertytype"},
                               std::move(entries),
                               {"id"}});
    database.tables.push_back(
        {schema, "propertynumber", {"id", "propertyvalue"}, std::move(numbers), {"id"}});
}

test::FakeDatabase jira(Rows entries, Rows numbers) {
    test::FakeDatabase database;
    add_properties(database, "public", std::move(entries), std::move(numbers));
    return database;
}

// Writes what is planned, checks that nothing is left to do, and that the way back is exact.
Rows switched(test::FakeDatabase& database, const std::vector<rewrite::RowChange>& changes) {
    const auto tables = database.tables;
    rewrite::write_rows(database, changes);
    CHECK(rewrite::read_jira_mail_switches(database).changes.empty());
    Rows rows;
    for (const test::FakeTable& table : database.tables) {
        rows.insert(rows.end(), table.rows.begin(), table.rows.end());
    }
    rewrite::write_rows(database, rewrite::reversed(changes));
    for (std::size_t i = 0; i < tables.size(); ++i) {
        CHECK(database.tables[i].rows == tables[i].rows);
    }
    return rows;
}

Rows joined(std::initializer_list<Rows> parts) {
    Rows all;
    for (const Rows& part : parts) {
        all.insert(all.end(), part.begin(), part.end());
    }
    return all;
}

}  // namespace

TEST_CASE("switches that were never used get rows below the numbers of Jira") {
    auto database = jira({}, {});
    const JiraMailSwitches read = rewrite::read_jira_mail_switches(database);
    CHECK(read.found_tables);
    CHECK(read.skips.empty());
    REQUIRE(read.changes.size() == 4);
    CHECK(read.changes[0].action == rewrite::RowAction::insert);
    CHECK(switched(database, read.changes) == joined({kOtherEntries,
                                                      {property("9999", kSend), property("9998", kFetch)},
                                                      kOtherNumbers,
                                                      {{"9999", "1"}, {"9998", "1"}}}));
}

TEST_CASE("numbers that either table has are not used") {
    auto database = jira({property("9999", "x"), property("09997", "y")}, {{"9998", "5"}, {"9996", "5"}});
    const auto changes = rewrite::read_jira_mail_switches(database).changes;
    CHECK(changes[0].row.key[0].second == "9995");
    CHECK(changes[1].row.key[0].second == "9995");
    CHECK(changes[2].row.key[0].second == "9994");
}

TEST_CASE("without a free number nothing is planned") {
    Rows entries;
    for (int id = 1; id < 9999; ++id) {
        entries.push_back(property(std::to_string(id), "x"));
    }
    auto one_left = jira(entries, {});
    CHECK_THROWS_AS(rewrite::read_jira_mail_switches(one_left), Error);
    entries.pop_back();
    auto two_left = jira(entries, {});
    CHECK(rewrite::read_jira_mail_switches(two_left).changes[2].row.key[0].second == "9998");
}

TEST_CASE("switches that are off stay as they are") {
    auto database =
        jira({property("10100", kSend), property("10101", kFetch)}, {{"10100", "1"}, {"10101", "1"}});
    const JiraMailSwitches read = rewrite::read_jira_mail_switches(database);
    CHECK(read.found_tables);
    CHECK(read.changes.empty());
}

TEST_CASE("a switch that is on is changed where it is") {
    auto database = jira({property("10100", kSend), property("10101", kFetch)},
                         {{"10100", "0"}, {"10101", std::nullopt}});
    const auto changes = rewrite::read_jira_mail_switches(database).changes;
    REQUIRE(changes.size() == 2);
    CHECK(changes[0].action == rewrite::RowAction::update);
    CHECK(switched(database, changes) == joined({kOtherEntries,
                                                 {property("10100", kSend), property("10101", kFetch)},
                                                 kOtherNumbers,
                                                 {{"10100", "1"}, {"10101", "1"}}}));
}

TEST_CASE("an entry without its value gets one") {
    auto database = jira({property("10100", kSend), property("10101", kFetch)}, {{"10101", "1"}});
    const auto changes = rewrite::read_jira_mail_switches(database).changes;
    REQUIRE(changes.size() == 1);
    CHECK(changes[0].row.table == "propertynumber");
    CHECK(switched(database, changes).back() == test::FakeTable::Row{"10100", "1"});
}

TEST_CASE("every one of several is switched") {
    auto database = jira({property("10100", kSend), property("10101", kFetch), property("10102", kSend),
                          property("10103", kSend)},
                         {{"10100", "0"}, {"10101", "1"}, {"10102", "1"}, {"10103", "0"}});
    const auto changes = rewrite::read_jira_mail_switches(database).changes;
    REQUIRE(changes.size() == 2);
    CHECK(changes[0].row.key[0].second == "10100");
    CHECK(changes[1].row.key[0].second == "10103");
    switched(database, changes);
}

TEST_CASE("a switch of another type becomes a boolean") {
    auto database = jira({property("10100", kSend, "5"), property("10101", kFetch, "2")}, {{"10101", "1"}});
    const auto changes = rewrite::read_jira_mail_switches(database).changes;
    REQUIRE(changes.size() == 3);
    CHECK(switched(database, changes) == joined({kOtherEntries,
                                                 {property("10100", kSend), property("10101", kFetch)},
                                                 kOtherNumbers,
                                                 {{"10101", "1"}, {"10100", "1"}}}));
}

TEST_CASE("the key of another entity is not Jira's switch") {
    auto database = jira({{"10100", "ServiceConfig", "1", kSend, "1"},
                          {"10101", "jira.properties", "2", kFetch, "1"},
                          {"10102", std::nullopt, std::nullopt, kFetch, "1"}},
                         {{"10100", "0"}, {"10101", "0"}, {"10102", "0"}});
    const auto changes = rewrite::read_jira_mail_switches(database).changes;
    REQUIRE(changes.size() == 4);
    CHECK(changes[0].action == rewrite::RowAction::insert);
}

TEST_CASE("names are written as the server spells them") {
    test::FakeDatabase database;
    database.tables = {{"jira", "PropertyNumber", {"ID", "PROPERTYVALUE"}, {{"10002", "0"}}, {"ID"}},
                       {"jira",
                        "PROPERTYENTRY",
                        {"ID", "ENTITY_NAME", "ENTITY_ID", "PROPERTY_KEY", "propertytype"},
                        {property("10001", kSend)},
                        {"ID"}}};
    const auto changes = rewrite::read_jira_mail_switches(database).changes;
    REQUIRE(changes.size() == 3);
    CHECK(changes[0].row.table == "PropertyNumber");
    CHECK(changes[0].columns[0].column == "PROPERTYVALUE");
    CHECK(changes[1].row.table == "PROPERTYENTRY");
    CHECK(changes[1].row.key[0].first == "ID");
    CHECK(changes[1].columns[0].column == "ENTITY_NAME");
    switched(database, changes);
}

TEST_CASE("numbers without any row have the names that Jira gives them") {
    auto database = jira({property("10100", kSend), property("10101", kFetch)}, {});
    database.tables[1].rows.clear();
    const auto changes = rewrite::read_jira_mail_switches(database).changes;
    CHECK(changes.size() == 2);
    CHECK(switched(database, changes).back() == test::FakeTable::Row{"10101", "1"});
}

TEST_CASE("every schema gets its own") {
    auto database =
        jira({property("10100", kSend), property("10101", kFetch)}, {{"10100", "0"}, {"10101", "1"}});
    add_properties(database, "second", {property("9999", "x")}, {});
    const auto changes = rewrite::read_jira_mail_switches(database).changes;
    REQUIRE(changes.size() == 5);
    CHECK(changes[0].row.schema == "public");
    CHECK(changes[1].row.schema == "second");
    CHECK(changes[1].row.key[0].second == "9998");
    switched(database, changes);
}

TEST_CASE("another application has no such switches") {
    test::FakeDatabase confluence;
    confluence.tables = {{"public", "bandana", {"bandanaid"}, {{"1"}}, {"bandanaid"}},
                         {"public", "os_propertyentry", {"entity_name"}, {{"x"}}}};
    CHECK_FALSE(rewrite::read_jira_mail_switches(confluence).found_tables);
    test::FakeDatabase other;
    other.tables = {{"public", "propertyentry", {"id", "entity_name", "property_key"}, {{"1", "a", kSend}}}};
    const JiraMailSwitches read = rewrite::read_jira_mail_switches(other);
    CHECK_FALSE(read.found_tables);
    CHECK(read.changes.empty());
}

TEST_CASE("a table that cannot be read is told, and nothing planned without it") {
    auto database = jira({}, {});
    database.skips = {{0, "table public.propertynumber: the account lacks the right to read it"}};
    const JiraMailSwitches read = rewrite::read_jira_mail_switches(database);
    CHECK(read.found_tables);
    CHECK_FALSE(read.skips.empty());
    CHECK(read.changes.empty());
    database.tables.clear();
    CHECK(rewrite::read_jira_mail_switches(database).found_tables);
}
