// A database of two mail servers, a change to both, and its journal on the disk.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "rewrite/journal.hpp"
#include "support/fake_database.hpp"
#include "support/temporary_folder.hpp"

namespace postern::test {

struct ChangedDatabase {
    using Rows = std::vector<FakeTable::Row>;

    static Rows before() { return {{"1", "a.example.com", "CANARY"}, {"2", "b.example.com", "CANARY2"}}; }
    static Rows after() { return {{"1", "localhost", std::nullopt}, {"2", "localhost", std::nullopt}}; }
    static Rows half() { return {before()[0], after()[1]}; }

    ChangedDatabase() {
        database.tables = {{"public", "mailserver", {"id", "servername", "mailpassword"}, before(), {"id"}}};
    }

    Rows& rows() { return database.tables[0].rows; }

    static rewrite::RowChange change(const char* id, const char* host, const char* password) {
        return {{"public", "mailserver", {{"id", id}}},
                {{"servername", Secret(host), Secret("localhost")},
                 {"mailpassword", Secret(password), std::nullopt}}};
    }
    static std::vector<rewrite::RowChange> changes() {
        return {change("1", "a.example.com", "CANARY"), change("2", "b.example.com", "CANARY2")};
    }

    rewrite::Journal sample(rewrite::JournalState state = rewrite::JournalState::prepared) const {
        rewrite::Journal journal;
        journal.state = state;
        journal.command = "migrate";
        journal.made = "2026-01-05T03:00:00Z";
        journal.maker = "root on db";
        journal.url = "postgresql://jira@db/jira";
        journal.identity = database.known.identity;
        journal.place = database.known.place;
        journal.changes = changes();
        return journal;
    }

    std::string write(const rewrite::Journal& journal, const std::string& name = "a.journal") const {
        rewrite::create_journal(folder.path + '/' + name, journal);
        return folder.path + '/' + name;
    }

    // As a new connection sees it: what was committed.
    std::unique_ptr<Database> open_again() {
        ++opened;
        auto again = std::make_unique<FakeDatabase>();
        again->known = database.known;
        again->tables = database.tables;
        return again;
    }

    TemporaryFolder folder;
    FakeDatabase database;
    int opened = 0;
};

}  // namespace postern::test
