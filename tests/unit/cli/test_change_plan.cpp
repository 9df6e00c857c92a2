#include "cli/change_plan.hpp"

#include "catch.hpp"
#include "support/changed_database.hpp"

using namespace postern;
using cli::ChangePlan;
using postfix::FolderState;

namespace {

ChangePlan plan_of(cli::PlannedDatabase database = {}) {
    ChangePlan plan;
    plan.databases.emplace_back();  // one with nothing to change does not hide the other
    plan.databases.push_back(std::move(database));
    return plan;
}

cli::PlannedDatabase with(void (*change)(cli::PlannedDatabase&)) {
    cli::PlannedDatabase database;
    change(database);
    return database;
}

rewrite::RowChange row(const char* id) {
    return test::ChangedDatabase::change(id, "a.example.com", "CANARY");
}

bool changes_with_postfix(FolderState state) {
    ChangePlan plan = plan_of();
    plan.postfix.emplace().state = state;
    return plan.changes_anything();
}

}  // namespace

TEST_CASE("the rows of a database are its accounts', then its switches") {
    cli::PlannedDatabase database;
    CHECK_FALSE(database.changes_rows());
    database.switches = {row("2")};
    CHECK(database.changes_rows());
    database.change.rows = {row("1")};
    REQUIRE(database.rows().size() == 2);
    CHECK(database.rows()[0].row.key[0].second == "1");
    CHECK(database.rows()[1].row.key[0].second == "2");
    database.switches.clear();
    CHECK(database.changes_rows());
}

TEST_CASE("a plan changes something by rows, by switches, by what is to be finished, by Postfix") {
    CHECK_FALSE(ChangePlan().changes_anything());
    CHECK_FALSE(plan_of().changes_anything());
    CHECK(plan_of(with([](auto& database) { database.change.rows = {row("1")}; })).changes_anything());
    CHECK(plan_of(with([](auto& database) { database.switches = {row("1")}; })).changes_anything());
    CHECK(plan_of(with([](auto& database) { database.unfinished = {"a.journal"}; })).changes_anything());
    CHECK(changes_with_postfix(FolderState::made));
    CHECK(changes_with_postfix(FolderState::replaced));
    CHECK_FALSE(changes_with_postfix(FolderState::unchanged));
}

TEST_CASE("a plan is complete when every database was read to its end") {
    CHECK(plan_of().complete());
    CHECK_FALSE(plan_of(with([](auto& database) { database.change.skips = {{0, "no right"}}; })).complete());
}
