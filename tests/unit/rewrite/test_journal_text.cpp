#include "rewrite/journal_text.hpp"

#include "catch.hpp"
#include "sample_changes.hpp"

using namespace postern;
using rewrite::Journal;
using rewrite::JournalState;

namespace {

Journal sample() {
    return {JournalState::prepared,
            "migrate",
            "2026-01-02T03:04:05Z",
            "root on db.example.com",
            "postgresql://jira@db.example.com/jira",
            "6871\tx",
            "db.example.com/jira",
            "/srv/relay",
            "yes",
            test::sample_changes()};
}

}  // namespace

TEST_CASE("a journal survives being written and read") {
    const Secret text = rewrite::write_journal_text(sample());
    const auto read = rewrite::read_journal_text(text.reveal());
    REQUIRE(read);
    CHECK(read->state == JournalState::prepared);
    CHECK(read->command == "migrate");
    CHECK(read->identity == "6871\tx");
    REQUIRE(read->changes.size() == 2);
    CHECK(read->changes[0].row.key == sample().changes[0].row.key);
    CHECK(read->changes[1].row.key == sample().changes[1].row.key);
    CHECK(read->changes[0].columns[1].before == Secret("tab\there, back\\slash\nand line"));
    CHECK_FALSE(read->changes[0].columns[1].after.has_value());
    CHECK(read->changes[1].columns[0].after == Secret(""));
    CHECK(rewrite::write_journal_text(*read) == text);
}

TEST_CASE("every state has its word") {
    for (const JournalState state : {JournalState::prepared, JournalState::done, JournalState::undone}) {
        Journal journal = sample();
        journal.state = state;
        CHECK(rewrite::read_journal_text(rewrite::write_journal_text(journal).reveal())->state == state);
    }
}

TEST_CASE("every action has its word") {
    for (const auto action :
         {rewrite::RowAction::update, rewrite::RowAction::insert, rewrite::RowAction::remove}) {
        Journal journal = sample();
        journal.changes[1].action = action;
        const auto read = rewrite::read_journal_text(rewrite::write_journal_text(journal).reveal());
        CHECK(read->changes[1].action == action);
        CHECK(read->changes[0].action == rewrite::RowAction::update);
    }
}

TEST_CASE("a journal that was cut anywhere is none") {
    const Secret text = rewrite::write_journal_text(sample());
    for (std::size_t length = 0; length < text.reveal().size(); ++length) {
        CHECK_FALSE(rewrite::read_journal_text(text.reveal().substr(0, length)));
    }
}

TEST_CASE("other texts are no journals") {
    const std::string good(rewrite::write_journal_text(sample()).reveal());
    for (const std::string& text : {good + "x\n", good + good, "row\ta\tb\n" + good, std::string("\n"),
                                    std::string("postern-journal\t2\tprepared\nend\t0\n"),
                                    std::string("postern-journal\t1\tbegun\nend\t0\n"),
                                    std::string("postern-journal\t1\tdone\nkey\ta\tb\nend\t0\n"),
                                    std::string("postern-journal\t1\tdone\nrow\ta\tb\nend\t0\n")}) {
        CHECK_FALSE(rewrite::read_journal_text(text));
    }
}
