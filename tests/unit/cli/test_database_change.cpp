#include "cli/database_change.hpp"

#include "catch.hpp"
#include "cli/rule_selection.hpp"
#include "postern/error.hpp"
#include "support/fake_database.hpp"

using namespace postern;
using audit::Purpose;

namespace {

const std::vector<std::string> kColumns = {"id",           "server_type",  "servername", "smtp_port",
                                           "mailusername", "mailpassword", "name"};

test::FakeDatabase jira(std::vector<test::FakeTable::Row> rows) {
    test::FakeDatabase database;
    database.tables = {{"public", "mailserver", kColumns, std::move(rows), {"id"}},
                       {"public", "unrelated", {"password"}, {{"CANARY"}}}};
    return database;
}

test::FakeTable::Row outgoing(const char* id = "1") {
    return {id, "smtp", "smtp.example.com", "587", "u", "CANARY", "Main"};
}

cli::DatabaseChange read(test::FakeDatabase& database, Purpose purpose = Purpose::relay) {
    static const RuleSet rules = cli::select_rules("");
    static const audit::Relay relay;
    return cli::read_change(database, {rules, relay, purpose});
}

std::string refusal(test::FakeDatabase& database) {
    try {
        read(database);
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::failed);
        CHECK(std::string(error.what()).find("CANARY") == std::string::npos);
        return error.what();
    }
    return {};
}

}  // namespace

TEST_CASE("an outgoing account becomes a change of its row, for the server and for people") {
    test::FakeDatabase database = jira({outgoing()});
    const auto change = read(database);
    REQUIRE(change.rows.size() == 1);
    CHECK(change.rows[0].row.table == "mailserver");
    CHECK(change.rows[0].row.key.at(0).second == "1");
    REQUIRE(change.accounts.size() == 1);
    CHECK(change.accounts[0].account.secrets.at(0).value == Secret("CANARY"));
    CHECK_FALSE(change.fields.empty());
    for (const audit::FieldChange& field : change.fields) {
        CHECK(field.before.value_or("") != "CANARY");
    }
    CHECK(change.skips.empty());
    CHECK(database.events.commits == 0);
}

TEST_CASE("an incoming account keeps its password for a relay, and loses it in a sandbox") {
    const test::FakeTable::Row incoming = {"2", "pop", "imap.example.com", "993", "u", "CANARY", "In"};
    test::FakeDatabase database = jira({incoming});
    CHECK(read(database).rows.empty());
    CHECK(read(database, Purpose::scrub).rows.size() == 1);
}

TEST_CASE("an account that sends through the relay already is not touched") {
    test::FakeDatabase database =
        jira({{"1", "smtp", "localhost", "25", std::nullopt, std::nullopt, "Main"}});
    const auto change = read(database);
    CHECK(change.rows.empty());
    CHECK(change.accounts.size() == 1);
}

TEST_CASE("a table without rows has nothing to change") {
    test::FakeDatabase database = jira({});
    CHECK(read(database).rows.empty());
}

TEST_CASE("a database of something else is refused") {
    test::FakeDatabase database = jira({});
    database.tables.erase(database.tables.begin());
    CHECK(refusal(database) == "db:5432/jira: holds no table that postern knows");
}

TEST_CASE("rows that cannot be told apart are refused") {
    test::FakeDatabase database = jira({outgoing(), outgoing()});
    database.tables[0].key.clear();
    CHECK_FALSE(refusal(database).empty());
}

TEST_CASE("what could not be read is kept") {
    test::FakeDatabase database = jira({outgoing()});
    database.skips = {{0, "public.other: permission denied"}};
    const auto change = read(database);
    REQUIRE(change.skips.size() == 1);
    CHECK(change.skips[0].reason == "public.other: permission denied");
}
