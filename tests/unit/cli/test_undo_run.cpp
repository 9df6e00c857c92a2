#include "cli/undo_run.hpp"

#include "catch.hpp"
#include "postern/error.hpp"
#include "support/changed_database.hpp"

using namespace postern;
using cli::UndoStep;
using rewrite::JournalState;
using test::ChangedDatabase;

namespace {

constexpr const char* kPath = "a.journal";

// A change that was carried out, or as `state` and the rows say.
struct World : ChangedDatabase {
    explicit World(JournalState state = JournalState::done) : journal(sample(state)) { rows() = after(); }

    UndoStep plan() { return cli::plan_undo(kPath, journal, database); }
    UndoStep apply() {
        path = write(journal);
        return cli::apply_undo(path, journal, database, [this] { return open_again(); });
    }
    JournalState state() const { return rewrite::load_journal(path).state; }

    std::string refusal() {
        try {
            apply();
        } catch (const Error& error) {
            CHECK(error.kind() == ErrorKind::failed);
            CHECK_FALSE(error.hint().empty());
            CHECK(std::string(error.what()).find("CANARY") == std::string::npos);
            return error.what();
        }
        return {};
    }

    rewrite::Journal journal;
    std::string path;
};

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a plan of an undo names the rows, the last first, and no value") {
    World world;
    const UndoStep step = world.plan();
    CHECK(step.something_to_do);
    CHECK(step.text ==
          "postern migrate of 2026-01-05T03:00:00Z by root on db, on db:5432/jira\n"
          "would get back:\n"
          "  public.mailserver 2: servername, mailpassword\n"
          "  public.mailserver 1: servername, mailpassword\n"
          "Stop the application first. Nothing was changed. --apply does it.\n");
    CHECK(world.rows() == ChangedDatabase::after());
}

TEST_CASE("what was undone is not undone again") {
    World world(JournalState::undone);
    CHECK_FALSE(world.plan().something_to_do);
    CHECK(has(world.plan().text, "nothing to do"));
    CHECK(has(world.apply().text, "nothing to do"));
    CHECK(world.rows() == ChangedDatabase::after());
}

TEST_CASE("another database is refused, for looking too") {
    World world;
    world.database.known.identity = "restored copy";
    CHECK_THROWS_AS(world.plan(), Error);
    CHECK(has(world.refusal(), "is not the database that"));
    CHECK(world.rows() == ChangedDatabase::after());
    CHECK(world.state() == JournalState::done);
}

TEST_CASE("an undo puts the rows back and says so in the journal") {
    for (const JournalState state : {JournalState::done, JournalState::prepared}) {
        World world(state);
        const UndoStep step = world.apply();
        CHECK_FALSE(step.something_to_do);
        CHECK(has(step.text, "is undone, read again and as before:\n  public.mailserver 2: "));
        CHECK(has(step.text, "Start the application, and delete the journal.\n"));
        CHECK_FALSE(has(step.text, "Postfix"));
        CHECK_FALSE(has(step.text, "CANARY"));
        CHECK(world.rows() == ChangedDatabase::before());
        CHECK(world.state() == JournalState::undone);
    }
}

TEST_CASE("the Postfix configuration that stays is named") {
    World world;
    world.journal.postfix = "/srv/relay\x1b";
    CHECK(has(world.apply().text, "The Postfix configuration /srv/relay\\x1b stays as it is"));
}

TEST_CASE("rows that are as before already only complete the journal") {
    World world(JournalState::prepared);
    world.rows() = ChangedDatabase::before();
    const UndoStep step = world.apply();
    CHECK(has(step.text, "All rows are as they were before: nothing to do."));
    CHECK(world.database.events.commits == 0);
    CHECK(world.state() == JournalState::undone);
}

TEST_CASE("rows that somebody changed since are left, all of them") {
    World world;
    world.rows()[0][1] = "c.example.com";
    const auto rows = world.rows();
    CHECK(has(world.refusal(), "was changed since: public.mailserver 1; nothing was undone"));
    CHECK(world.rows() == rows);
    CHECK(world.state() == JournalState::done);
}

TEST_CASE("an undo that fails leaves the journal as it was") {
    for (const JournalState state : {JournalState::done, JournalState::prepared}) {
        World world(state);
        world.database.events.commit_fails = true;
        CHECK(has(world.refusal(), "did not confirm"));
        CHECK(world.rows() == ChangedDatabase::after());
        CHECK(world.state() == state);
    }
}
