#include "rewrite/row_change.hpp"

#include "catch.hpp"
#include "sample_changes.hpp"

using namespace postern;
using rewrite::RowAction;
using rewrite::RowChange;

namespace {

RowChange without_key() {
    return {
        {"public", "keyless", {{"host", "mail.example.com"}, {"password", "CANARY"}, {"note", std::nullopt}}},
        {{"password", Secret("CANARY"), std::nullopt}, {"note", std::nullopt, Secret("moved")}}};
}

}  // namespace

TEST_CASE("the way back puts back each value, the last row first") {
    const auto back = rewrite::reversed(test::sample_changes());
    REQUIRE(back.size() == 2);
    CHECK(back[0].row.table == "AO_2C4E5C_MAILCONNECTION");
    CHECK(back[1].row.key == test::sample_changes()[0].row.key);
    CHECK(back[1].action == RowAction::update);
    CHECK(back[1].columns[0].before == Secret("localhost"));
    CHECK(back[1].columns[0].after == Secret("smtp.example.com"));
    CHECK_FALSE(back[1].columns[1].before);
    CHECK(back[1].columns[1].after == test::sample_changes()[0].columns[1].before);
}

TEST_CASE("an insert is taken back by a removal, and the other way round") {
    auto changes = test::sample_changes();
    changes[0].action = RowAction::insert;
    changes[1].action = RowAction::remove;
    const auto back = rewrite::reversed(changes);
    CHECK(back[0].action == RowAction::insert);
    CHECK(back[0].row.key == changes[1].row.key);
    CHECK(back[1].action == RowAction::remove);
    CHECK(back[1].columns[0].before == Secret("localhost"));
    CHECK(rewrite::reversed(back)[0].action == RowAction::insert);
}

TEST_CASE("a row that what changes tells apart is found elsewhere afterwards") {
    const RowChange change = without_key();
    const decltype(RowAddress::key) after = {
        {"host", "mail.example.com"}, {"password", std::nullopt}, {"note", "moved"}};
    CHECK(rewrite::address_after(change).key == after);
    const auto back = rewrite::reversed({change});
    CHECK(back[0].row.key == after);
    CHECK(rewrite::reversed(back)[0].row.key == change.row.key);
}

TEST_CASE("an address stays where the key does not change, and where the row comes or goes") {
    CHECK(rewrite::address_after(test::sample_changes()[0]).key == test::sample_changes()[0].row.key);
    RowChange change = without_key();
    change.action = RowAction::remove;
    CHECK(rewrite::address_after(change).key == change.row.key);
}

TEST_CASE("people are told the table, and a key that is no more than an identifier") {
    const auto told = [](RowAddress row, std::vector<rewrite::ColumnChange> columns = {}) {
        return rewrite::describe({std::move(row), std::move(columns)});
    };
    CHECK(told({"public", "mailserver", {{"id", "10000"}}}) == "public.mailserver 10000");
    CHECK(told({"", "mailserver", {{"id", "10000"}}}) == "mailserver 10000");
    CHECK(told({"a\n", "b", {{"id", "\x1b[1m"}}}) == "a\\x0a.b \\x1b[1m");
    CHECK(told({"public", "t", {{"id", std::nullopt}}}) == "public.t");
    CHECK(told({"public", "t", {}}) == "public.t");
}

TEST_CASE("a key that may hold a secret is not told") {
    CHECK(rewrite::describe(without_key()) == "public.keyless");
    CHECK(rewrite::describe({{"public", "one_column", {{"password", "CANARY"}}},
                             {{"password", Secret("CANARY"), std::nullopt}}}) == "public.one_column");
}
