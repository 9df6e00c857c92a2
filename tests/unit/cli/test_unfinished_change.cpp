#include "cli/unfinished_change.hpp"

#include <cstdlib>
#include <filesystem>

#include "catch.hpp"
#include "postern/error.hpp"
#include "postfix/config_folder.hpp"
#include "support/changed_database.hpp"

using namespace postern;
using rewrite::JournalState;
using test::ChangedDatabase;
namespace fs = std::filesystem;

namespace {

using Paths = std::vector<std::string>;

// Its folder is the usual one for journals.
struct World : ChangedDatabase {
    World() {
        ::setenv("XDG_STATE_HOME", folder.path.c_str(), 1);
        fs::create_directory(folder.path + "/postern");
    }
    ~World() { ::unsetenv("XDG_STATE_HOME"); }
    World(const World&) = delete;
    World& operator=(const World&) = delete;

    std::string usual(const rewrite::Journal& journal, const std::string& name) const {
        return write(journal, "postern/" + name);
    }
    Paths find(const std::string& named = "") const { return cli::find_unfinished(named, database.known); }
    cli::FinishedChanges finished;

    Paths finish(const Paths& paths, const std::string& command = "migrate") {
        finished = {};
        cli::finish_unfinished(
            paths, command, database, [this] { return open_again(); }, finished);
        return finished.sentences;
    }
    std::string refusal(const Paths& paths, const std::string& command = "migrate") {
        try {
            finish(paths, command);
        } catch (const Error& error) {
            CHECK_FALSE(error.hint().empty());
            CHECK(std::string(error.what()).find("CANARY") == std::string::npos);
            return error.what();
        }
        return {};
    }
};

JournalState state_of(const std::string& path) {
    return rewrite::load_journal(path).state;
}

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("only prepared journals of this database are unfinished") {
    const World world;
    CHECK(world.find().empty());
    world.usual(world.sample(JournalState::done), "done.journal");
    world.usual(world.sample(JournalState::undone), "undone.journal");
    auto other = world.sample();
    other.identity = "another";
    world.usual(other, "other.journal");
    const std::string path = world.usual(world.sample(), "prepared.journal");
    CHECK(world.find() == Paths{path});
}

TEST_CASE("a journal that is named counts once, wherever it lies") {
    const World world;
    CHECK(world.find(world.folder.path + "/new.journal").empty());
    const std::string usual = world.usual(world.sample(), "a.journal");
    CHECK(world.find(world.folder.path + "/postern/../postern/a.journal") == Paths{usual});
    const std::string elsewhere = world.write(world.sample(), "b.journal");
    CHECK(world.find(elsewhere) == Paths{usual, elsewhere});
}

TEST_CASE("a journal of this database that has an end is none to finish") {
    const World world;
    for (const JournalState state : {JournalState::done, JournalState::undone}) {
        CHECK(world.find(world.write(world.sample(state), "ended.journal" + std::to_string(int(state))))
                  .empty());
    }
}

TEST_CASE("a name that something else has is refused") {
    const World world;
    auto other = world.sample();
    other.identity = "another";
    CHECK_THROWS_AS(world.find(world.write(other, "other.journal")), Error);
    CHECK_THROWS_AS(world.find("/dev/null"), Error);
}

TEST_CASE("a change that was begun is finished") {
    World world;
    const std::string path = world.usual(world.sample(), "a.journal");
    const Paths said = world.finish({path});
    REQUIRE(said.size() == 1);
    CHECK(said[0] == path + ": what it had begun is finished.");
    CHECK(world.rows() == ChangedDatabase::after());
    CHECK(state_of(path) == JournalState::done);
}

TEST_CASE("a change that was carried out only gets its journal completed, whatever the command") {
    World world;
    world.rows() = ChangedDatabase::after();
    const std::string path = world.usual(world.sample(), "a.journal");
    const Paths said = world.finish({path}, "sandbox");
    REQUIRE(said.size() == 1);
    CHECK(has(said[0], "had been carried out"));
    CHECK(world.database.events.commits == 0);
    CHECK(state_of(path) == JournalState::done);
}

TEST_CASE("another command does not finish what it did not begin") {
    World world;
    const std::string path = world.usual(world.sample(), "a.journal");
    CHECK(has(world.refusal({path}, "sandbox"), "postern migrate was begun on this database"));
    CHECK(world.rows() == ChangedDatabase::before());
    CHECK(state_of(path) == JournalState::prepared);
}

TEST_CASE("rows that were changed since are left, and the row is named") {
    World world;
    world.rows()[1][1] = "c.example.com";
    const auto rows = world.rows();
    const std::string path = world.usual(world.sample(), "a.journal");
    CHECK(has(world.refusal({path}), "rows were changed since: public.mailserver 2"));
    CHECK(world.rows() == rows);
    CHECK(state_of(path) == JournalState::prepared);
}

TEST_CASE("rows follow only where their Postfix configuration still is") {
    World world;
    auto journal = world.sample();
    journal.postfix = world.folder.path + "/relay";
    const std::string gone = world.usual(journal, "a.journal");
    CHECK(has(world.finish({gone}).at(0), "its Postfix folder is gone; begun anew."));
    CHECK(world.rows() == ChangedDatabase::before());
    CHECK(state_of(gone) == JournalState::undone);
    fs::create_directory(journal.postfix);
    CHECK(has(world.finish({world.usual(journal, "b.journal")}).at(0), "is gone; begun anew."));
    postfix::write_folder(journal.postfix,
                          std::vector<postfix::ConfigFile>{{"main.cf", std::string_view("a = b\n")}});
    CHECK(has(world.finish({world.usual(journal, "c.journal")}).at(0), "is finished."));
    CHECK(world.rows() == ChangedDatabase::after());
}

TEST_CASE("a finish that fails can be tried again") {
    World world;
    const std::string path = world.usual(world.sample(), "a.journal");
    world.database.events.commit_fails = true;
    CHECK(has(world.refusal({path}), "did not confirm"));
    CHECK(state_of(path) == JournalState::prepared);
    CHECK(world.rows() == ChangedDatabase::before());
}

TEST_CASE("a password that has to be filled in is not forgotten over the interruption") {
    World world;
    auto journal = world.sample();
    world.finish({world.usual(journal, "a.journal")});
    CHECK(world.finished.rows_changed);
    CHECK_FALSE(world.finished.needs_hands);
    journal.by_hand = "yes";
    world.finish({world.usual(journal, "b.journal")});
    CHECK_FALSE(world.finished.rows_changed);
    CHECK(world.finished.needs_hands);
}
