#include "cli/row_outcome.hpp"

#include <filesystem>

#include "catch.hpp"
#include "postern/error.hpp"
#include "support/changed_database.hpp"

using namespace postern;
using cli::RowsAre;
using rewrite::JournalState;
using test::ChangedDatabase;

namespace {

struct Ran {
    ErrorKind kind = ErrorKind::failed;
    std::string what;
    JournalState state = JournalState::prepared;
};

// Carries the change out under a journal; the error that came of it has to be there when `fails`.
Ran carry_out(ChangedDatabase& world, const cli::OpenAgain& open_again, bool fails) {
    const std::string path = world.write(world.sample());
    Ran ran;
    try {
        cli::carry_out(world.database, open_again, world.changes(),
                       {path, JournalState::done, JournalState::undone});
        CHECK_FALSE(fails);
    } catch (const Error& error) {
        CHECK(fails);
        ran.kind = error.kind();
        ran.what = error.what();
        CHECK(ran.what.find("CANARY") == std::string::npos);
    }
    ran.state = rewrite::load_journal(path).state;
    return ran;
}

Ran carry_out(ChangedDatabase& world, bool fails) {
    return carry_out(
        world, [&world] { return world.open_again(); }, fails);
}

// A new connection that finds these rows.
cli::OpenAgain finds(ChangedDatabase& world, const ChangedDatabase::Rows& rows) {
    return [&world, rows] {
        world.rows() = rows;
        return world.open_again();
    };
}

cli::OpenAgain cannot_open(ErrorKind kind = ErrorKind::failed) {
    return [kind]() -> std::unique_ptr<Database> { throw Error(kind, "db: nothing listens there"); };
}

RowsAre look(const ChangedDatabase::Rows& rows) {
    ChangedDatabase world;
    world.rows() = rows;
    return cli::look_at_rows(world.database, world.changes());
}

}  // namespace

TEST_CASE("rows are as they were, as they are to be, or neither") {
    CHECK(look(ChangedDatabase::before()) == RowsAre::before);
    CHECK(look(ChangedDatabase::after()) == RowsAre::after);
    CHECK(look(ChangedDatabase::half()) == RowsAre::neither);
    CHECK(look({}) == RowsAre::neither);
    CHECK(look({{"1", "c.example.com", "CANARY"}, ChangedDatabase::before()[1]}) == RowsAre::neither);
}

TEST_CASE("the row that is odd is named, without its values") {
    ChangedDatabase world;
    world.rows()[1][1] = "CANARY3";
    CHECK(cli::first_odd_row(world.database, world.changes()) == "public.mailserver 2");
    world.rows() = ChangedDatabase::half();
    CHECK(cli::first_odd_row(world.database, world.changes()).find("others are not") != std::string::npos);
}

TEST_CASE("rows that were changed are looked at by a new connection, and the journal says so") {
    ChangedDatabase world;
    CHECK(carry_out(world, false).state == JournalState::done);
    CHECK(world.rows() == ChangedDatabase::after());
    CHECK(world.opened == 1);
}

TEST_CASE("a commit that failed leaves the rows, and the journal says that nothing came of it") {
    ChangedDatabase world;
    world.database.events.commit_fails = true;
    const Ran ran = carry_out(world, true);
    CHECK(ran.kind == ErrorKind::failed);
    CHECK(ran.what == "the server did not confirm the changes");
    CHECK(ran.state == JournalState::undone);
    CHECK(world.rows() == ChangedDatabase::before());
}

TEST_CASE("a commit that was not confirmed and went through all the same is done") {
    ChangedDatabase world;
    world.database.events.commit_fails = true;
    CHECK(carry_out(world, finds(world, ChangedDatabase::after()), false).state == JournalState::done);
}

TEST_CASE("what cannot be seen is unfinished, and the journal stays as it was") {
    for (const bool commit_fails : {true, false}) {
        ChangedDatabase world;
        world.database.events.commit_fails = commit_fails;
        const Ran ran = carry_out(world, cannot_open(), true);
        CHECK(ran.kind == ErrorKind::unfinished);
        CHECK(ran.what.find("cannot be seen: db: nothing listens there") != std::string::npos);
        CHECK(ran.state == JournalState::prepared);
    }
}

TEST_CASE("an interrupt on the way stays one") {
    ChangedDatabase world;
    const Ran ran = carry_out(world, cannot_open(ErrorKind::interrupted), true);
    CHECK(ran.kind == ErrorKind::interrupted);
    CHECK(ran.state == JournalState::prepared);
}

TEST_CASE("a row that somebody changed before keeps all rows as they are") {
    ChangedDatabase world;
    world.rows()[1][1] = "c.example.com";
    const auto rows = world.rows();
    const Ran ran = carry_out(world, true);
    CHECK(ran.kind == ErrorKind::failed);
    CHECK(ran.what.find("public.mailserver 2: has changed since it was read") != std::string::npos);
    CHECK(ran.state == JournalState::undone);
    CHECK(world.rows() == rows);
}

TEST_CASE("rows that somebody writes over at once are not called done") {
    ChangedDatabase world;
    const Ran ran = carry_out(world, finds(world, ChangedDatabase::half()), true);
    CHECK(ran.kind == ErrorKind::unfinished);
    CHECK(ran.what.find("somebody changed them at once") != std::string::npos);
    CHECK(ran.state == JournalState::prepared);
}

TEST_CASE("a journal that cannot be completed does not deny that the rows are changed") {
    ChangedDatabase world;
    const std::string path = world.write(world.sample());
    const auto open_again = [&] {
        std::filesystem::remove(path);
        return world.open_again();
    };
    try {
        cli::carry_out(world.database, open_again, world.changes(), {path});
        FAIL("done");
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::unfinished);
        CHECK(std::string(error.what()).find("the rows are changed") != std::string::npos);
        CHECK_FALSE(error.hint().empty());
    }
    CHECK(world.rows() == ChangedDatabase::after());
}
