#include "rewrite/row_writer.hpp"

#include "catch.hpp"
#include "postern/error.hpp"
#include "support/fake_database.hpp"

using namespace postern;
using rewrite::RowAction;
using rewrite::RowChange;
using rewrite::RowState;

namespace {

using Rows = std::vector<test::FakeTable::Row>;

const Rows kBefore = {{"1", "mail.example.com", "CANARY"}, {"2", "mail.example.com", "CANARY2"}};
const Rows kAfter = {{"1", "localhost", std::nullopt}, {"2", "localhost", std::nullopt}};

test::FakeDatabase jira(std::vector<std::string> key = {"id"}) {
    test::FakeDatabase database;
    database.tables = {{"public", "mailserver", {"id", "host", "password"}, kBefore, std::move(key)}};
    return database;
}

RowChange change(const std::string& id, const std::string& password) {
    return {{"public", "mailserver", {{"id", id}}},
            {{"host", Secret("mail.example.com"), Secret("localhost")},
             {"password", Secret(password), std::nullopt}}};
}

std::vector<RowChange> changes() {
    return {change("1", "CANARY"), change("2", "CANARY2")};
}

// The same rows, of a table without a primary key.
std::vector<RowChange> keyless_changes() {
    auto list = changes();
    for (RowChange& row : list) {
        for (const rewrite::ColumnChange& column : row.columns) {
            row.row.key.emplace_back(column.column, std::string(column.before->reveal()));
        }
    }
    return list;
}

std::vector<RowChange> insertion() {
    return {{{"public", "mailserver", {{"id", "9999"}}},
             {{"host", std::nullopt, Secret("localhost")}, {"password", std::nullopt, std::nullopt}},
             RowAction::insert}};
}

std::vector<RowState> states(test::FakeDatabase& database, const std::vector<RowChange>& list) {
    std::vector<RowState> found;
    for (const auto& reading : rewrite::read_states(database, list)) {
        found.push_back(reading.state);
    }
    return found;
}

// The error's text; the table stays as it is.
std::string refusal(test::FakeDatabase& database, const std::vector<RowChange>& list) {
    const Rows rows = database.tables[0].rows;
    try {
        rewrite::write_rows(database, list);
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::failed);
        CHECK(std::string(error.what() + error.hint()).find("CANARY") == std::string::npos);
        CHECK(database.tables[0].rows == rows);
        CHECK(database.events.commits == 0);
        return error.what();
    }
    FAIL("no error");
    return {};
}

}  // namespace

TEST_CASE("rows are written in one transaction, and back again") {
    auto database = jira();
    rewrite::write_rows(database, changes());
    CHECK(database.tables[0].rows == kAfter);
    CHECK(database.events.commits == 1);
    rewrite::write_rows(database, rewrite::reversed(changes()));
    CHECK(database.tables[0].rows == kBefore);
}

TEST_CASE("rows without a primary key are written, and back again") {
    auto database = jira({});
    rewrite::write_rows(database, keyless_changes());
    CHECK(database.tables[0].rows == kAfter);
    CHECK(states(database, keyless_changes()) == std::vector{RowState::after, RowState::after});
    rewrite::write_rows(database, rewrite::reversed(keyless_changes()));
    CHECK(database.tables[0].rows == kBefore);
    CHECK(states(database, rewrite::reversed(keyless_changes())) ==
          std::vector{RowState::after, RowState::after});
}

TEST_CASE("the state of each row is told, and nothing is written") {
    auto database = jira();
    database.tables[0].rows = {{"1", "localhost", std::nullopt}, {"2", "mail.example.com", "CANARY2"}};
    const Rows rows = database.tables[0].rows;
    auto list = changes();
    list.push_back(change("3", "CANARY"));
    CHECK(states(database, list) == std::vector{RowState::after, RowState::before, RowState::other});
    CHECK(rewrite::read_states(database, list)[1].row == "public.mailserver 2");
    CHECK(database.tables[0].rows == rows);
    CHECK(database.events.commits == 0);
}

TEST_CASE("a row of which a part is changed is neither as it was nor as it is to be") {
    auto database = jira();
    database.tables[0].rows[0][1] = "localhost";
    CHECK(states(database, changes())[0] == RowState::other);
    database.tables[0].rows[0][1] = "mail.example.com";
    database.tables[0].rows[0][2] = "";
    CHECK(states(database, changes())[0] == RowState::other);
}

TEST_CASE("a row that was changed, or went, since it was read is refused") {
    const std::string text = "public.mailserver 2: has changed since it was read; nothing was written";
    auto database = jira();
    database.tables[0].rows[1][2] = "CANARY-changed";
    CHECK(refusal(database, changes()) == text);
    database.tables[0].rows.pop_back();
    CHECK(refusal(database, changes()) == text);
    auto keyless = jira({});
    keyless.tables[0].rows[1][2] = "CANARY-changed";
    CHECK(refusal(keyless, keyless_changes()) ==
          "public.mailserver: has changed since it was read; nothing was written");
}

TEST_CASE("what was read long before does not count") {
    auto database = jira();
    CHECK(states(database, changes()) == std::vector{RowState::before, RowState::before});
    database.events.before_begin = [&] { database.tables[0].rows[0][1] = "other.example.com"; };
    CHECK_THROWS_AS(rewrite::write_rows(database, changes()), Error);
    CHECK(database.tables[0].rows[1] == kBefore[1]);
}

TEST_CASE("one of two that are the same is refused") {
    auto database = jira({});
    database.tables[0].rows = {kBefore[0], kBefore[0]};
    CHECK(refusal(database, {keyless_changes()[0]}) ==
          "public.mailserver: has changed since it was read; nothing was written");
}

TEST_CASE("a trigger that changes what is written is found out") {
    auto database = jira();
    database.events.trigger = [](test::FakeTable& table) { table.rows[0][2] = "CANARY"; };
    CHECK(refusal(database, changes()) ==
          "public.mailserver 1: reads otherwise than it was written; nothing was kept");
}

TEST_CASE("a row that becomes the same as another is not kept") {
    auto database = jira({});
    database.tables[0].rows.push_back(kAfter[0]);
    CHECK(refusal(database, keyless_changes()) ==
          "public.mailserver: reads otherwise than it was written; nothing was kept");
}

TEST_CASE("what the server refuses leaves everything as it was") {
    auto database = jira();
    database.tables[0].not_null = {"password"};
    CHECK(refusal(database, changes()) == "mailserver: column password must not be NULL");
    database.tables[0].not_null = {};
}

TEST_CASE("a commit that is not confirmed leaves open what became of it") {
    auto database = jira();
    database.events.commit_fails = true;
    try {
        rewrite::write_rows(database, changes());
        FAIL("no error");
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::unfinished);
        CHECK(std::string(error.what()) == "the server did not confirm the changes");
    }
}

TEST_CASE("a row is inserted, and removed again") {
    auto database = jira();
    CHECK(states(database, insertion()) == std::vector{RowState::before});
    rewrite::write_rows(database, insertion());
    CHECK(database.tables[0].rows.back() == test::FakeTable::Row{"9999", "localhost", std::nullopt});
    CHECK(states(database, insertion()) == std::vector{RowState::after});
    const auto back = rewrite::reversed(insertion());
    CHECK(states(database, back) == std::vector{RowState::before});
    rewrite::write_rows(database, back);
    CHECK(database.tables[0].rows == kBefore);
    CHECK(states(database, back) == std::vector{RowState::after});
}

TEST_CASE("a row that is there already is not inserted, one that was changed not removed") {
    auto database = jira();
    database.tables[0].rows.push_back({"9999", "other.example.com", std::nullopt});
    CHECK(states(database, insertion()) == std::vector{RowState::other});
    const std::string text = "public.mailserver 9999: has changed since it was read; nothing was written";
    CHECK(refusal(database, insertion()) == text);
    CHECK(states(database, rewrite::reversed(insertion())) == std::vector{RowState::other});
    CHECK(refusal(database, rewrite::reversed(insertion())) == text);
    database.tables[0].rows.back()[1] = "localhost";
    CHECK(refusal(database, insertion()) == text);
}

TEST_CASE("a new row may be its key alone") {
    auto database = jira();
    std::vector<RowChange> list = {{{"public", "mailserver", {{"id", "5"}}}, {}, RowAction::insert}};
    rewrite::write_rows(database, list);
    CHECK(database.tables[0].rows.back() == test::FakeTable::Row{"5", std::nullopt, std::nullopt});
    rewrite::write_rows(database, rewrite::reversed(list));
    CHECK(database.tables[0].rows == kBefore);
}
