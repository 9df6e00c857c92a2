#include "rewrite/row_planner.hpp"

#include <functional>

#include "catch.hpp"
#include "postern/error.hpp"
#include "support/fake_database.hpp"

using namespace postern;
using rewrite::RowChange;
using rewrite::RowPlanner;

namespace {

// Gives every record the same edits, but those whose first field says "keep".
class EditingSink : public RecordSink {
public:
    explicit EditingSink(std::vector<Edit> edits) : edits_(std::move(edits)) {}

    bool wants(RecordShape, std::string_view name) override { return name != "unwanted"; }
    std::span<const Edit> record(const Record& record) override {
        const bool keep = record.fields.front().value == "keep";
        return keep ? std::span<const Edit>() : edits_;
    }
    void skip(const Skip& skip) override { skips.push_back(skip); }

    std::vector<Skip> skips;

private:
    std::vector<Edit> edits_;
};

const Edit kNoPassword = {2, {}, std::nullopt};
const Edit kRelay = {1, {}, "localhost"};

test::FakeDatabase database_of(std::vector<test::FakeTable::Row> rows,
                               std::vector<std::string> key = {"ID"}) {
    test::FakeDatabase database;
    database.tables = {{"public", "mailserver", {"id", "host", "password"}, std::move(rows), std::move(key)}};
    return database;
}

std::vector<RowChange> planned(test::FakeDatabase& database, std::vector<Edit> edits) {
    EditingSink inner(std::move(edits));
    RowPlanner planner(inner, database);
    database.read(planner);
    return planner.take_changes();
}

// The error's text.
std::string refusal(test::FakeDatabase& database, std::vector<Edit> edits) {
    try {
        planned(database, std::move(edits));
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::failed);
        CHECK_FALSE(error.hint().empty());
        CHECK(std::string(error.what()).find("CANARY") == std::string::npos);
        return error.what();
    }
    FAIL("no error");
    return {};
}

}  // namespace

TEST_CASE("an edit becomes the change of a column in a row told apart by its key") {
    auto database = database_of({{"keep", "mail.example.com", "x"}, {"10000", "mail.example.com", "CANARY"}});
    const auto changes = planned(database, {kRelay, kNoPassword});
    REQUIRE(changes.size() == 1);
    CHECK(changes[0].action == rewrite::RowAction::update);
    CHECK(changes[0].row.schema == "public");
    CHECK(changes[0].row.table == "mailserver");
    CHECK(changes[0].row.key == decltype(RowAddress::key){{"id", "10000"}});
    REQUIRE(changes[0].columns.size() == 2);
    CHECK(changes[0].columns[0].column == "host");
    CHECK(changes[0].columns[0].before == Secret("mail.example.com"));
    CHECK(changes[0].columns[0].after == Secret("localhost"));
    CHECK(changes[0].columns[1].before == Secret("CANARY"));
    CHECK_FALSE(changes[0].columns[1].after);
}

TEST_CASE("the source gets no edits, and the inner sink all else") {
    auto database = database_of({});
    EditingSink inner({kNoPassword});
    RowPlanner planner(inner, database);
    const std::vector<Field> fields(3);
    Record record;
    record.fields = fields;
    CHECK(planner.record(record).empty());
    planner.skip({7, "damaged"});
    CHECK(inner.skips.size() == 1);
    CHECK(planner.wants(RecordShape::row, "mailserver"));
    CHECK_FALSE(planner.wants(RecordShape::row, "unwanted"));
}

TEST_CASE("a column that is as it should be is no change, nor is a row without others") {
    auto database = database_of({{"1", "localhost", std::nullopt}, {"2", "localhost", "CANARY"}});
    const auto changes = planned(database, {kRelay, kNoPassword});
    REQUIRE(changes.size() == 1);
    CHECK(changes[0].row.key[0].second == "2");
    REQUIRE(changes[0].columns.size() == 1);
    CHECK(changes[0].columns[0].column == "password");
}

TEST_CASE("a column that cannot be NULL is emptied instead") {
    auto database = database_of({{"1", "mail.example.com", "CANARY"}, {"2", "mail.example.com", ""}});
    database.tables[0].not_null = {"PASSWORD"};
    const auto changes = planned(database, {kNoPassword});
    REQUIRE(changes.size() == 1);
    CHECK(changes[0].columns[0].after == Secret(""));
}

TEST_CASE("a key of several columns is taken whole, whatever its case") {
    auto database = database_of({{"1", "mail.example.com", "CANARY"}}, {"HOST", "Id"});
    CHECK(planned(database, {kNoPassword})[0].row.key ==
          decltype(RowAddress::key){{"id", "1"}, {"host", "mail.example.com"}});
}

TEST_CASE("a primary key that was not read is an error") {
    auto database = database_of({{"1", "mail.example.com", "CANARY"}}, {"id", "hidden"});
    CHECK(refusal(database, {kNoPassword}) ==
          "public.mailserver: not all columns of its primary key can be read");
}

TEST_CASE("a row without a primary key is told apart by all its columns") {
    auto database = database_of({{"1", "mail.example.com", "CANARY"}, {"2", std::nullopt, "CANARY"}}, {});
    const auto changes = planned(database, {kNoPassword});
    REQUIRE(changes.size() == 2);
    CHECK(changes[0].row.key ==
          decltype(RowAddress::key){{"id", "1"}, {"host", "mail.example.com"}, {"password", "CANARY"}});
    CHECK(changes[1].row.key ==
          decltype(RowAddress::key){{"id", "2"}, {"host", std::nullopt}, {"password", "CANARY"}});
}

TEST_CASE("rows without a primary key that are the same, or would become so, are refused") {
    const std::string text =
        "public.mailserver: has no primary key, and two of its rows are the same or would become so";
    auto same = database_of({{"1", "mail.example.com", "CANARY"}, {"1", "mail.example.com", "CANARY"}}, {});
    CHECK(refusal(same, {kNoPassword}) == text);
    auto alike = database_of({{"1", "mail.example.com", "CANARY"}, {"1", "mail.example.com", "CANARY2"}}, {});
    CHECK(refusal(alike, {kNoPassword}) == text);
    auto chained = database_of({{"1", "mail.example.com", "CANARY"}, {"1", "localhost", "CANARY"}}, {});
    CHECK(planned(chained, {kRelay}).size() == 1);
    CHECK(planned(same, {}).empty());
}

TEST_CASE("two schemas with the same row are two rows") {
    auto database = database_of({{"1", "mail.example.com", "CANARY"}}, {});
    database.tables.push_back(database.tables[0]);
    database.tables[1].schema = "other";
    database.tables[1].key = {"id"};
    const auto changes = planned(database, {kNoPassword});
    REQUIRE(changes.size() == 2);
    CHECK(changes[0].row.key.size() == 3);
    CHECK(changes[1].row.schema == "other");
    CHECK(changes[1].row.key.size() == 1);
}

TEST_CASE("each table's key is asked for once, and only behind the reading") {
    auto database = database_of({{"1", "a", "CANARY"}, {"2", "b", "CANARY"}});
    EditingSink inner({kNoPassword});
    RowPlanner planner(inner, database);
    database.read(planner);
    CHECK(database.asked_for_keys == 0);
    CHECK(planner.take_changes().size() == 2);
    CHECK(database.asked_for_keys == 1);
    CHECK(planner.take_changes().empty());
}

TEST_CASE("the same value twice for a column is one change, another one an error") {
    auto database = database_of({{"1", "mail.example.com", "CANARY"}});
    CHECK(planned(database, {kNoPassword, kNoPassword})[0].columns.size() == 1);
    CHECK(refusal(database, {kNoPassword, {2, {}, "CANARY-new"}}) ==
          "public.mailserver: two values are to be written to column password");
}

TEST_CASE("a row gets no new columns") {
    auto database = database_of({{"1", "mail.example.com", "CANARY"}});
    const std::string text = "public.mailserver: a value is to be written that no column can hold";
    CHECK(refusal(database, {{kNewField, "auth_conf", "CANARY"}}) == text);
    CHECK(refusal(database, {{3, {}, "CANARY"}}) == text);
}

TEST_CASE("a leaf of a document is no column") {
    test::FakeDatabase database;
    EditingSink inner({{1, {}, "x"}});
    RowPlanner planner(inner, database);
    const std::vector<Field> fields = {{"id", "1", {}, FieldOrigin::own},
                                       {"host", "h", {}, FieldOrigin::nested}};
    Record record;
    record.fields = fields;
    CHECK_THROWS_AS(planner.record(record), Error);
}
