// The record of a change to a live database: enough to finish it, and to take it back.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "rewrite/row_change.hpp"

namespace postern::rewrite {

enum class JournalState {
    prepared,  // written before the database; whether it was changed, the database tells
    done,      // the database was changed, and read again
    undone,    // taken back, or never carried out
};

struct Journal {
    JournalState state = JournalState::prepared;
    std::string command;   // "migrate", "sandbox"
    std::string made;      // UTC, 2026-11-24T18:00:00.000000Z
    std::string maker;     // user and host
    std::string url;       // how the database was reached; holds no password
    std::string identity;  // DatabaseFacts::identity
    std::string place;     // DatabaseFacts::place
    std::string postfix;   // the folder of the Postfix configuration; empty without one
    std::string by_hand;   // "yes": something has to be filled in there before it can send
    std::vector<RowChange> changes;
};

// Writes a new file, mode 0600, synced with its folder. Throws Error, also when there is one already:
// a journal is never overwritten.
void create_journal(const std::string& path, const Journal& journal);

// Replaces the state of a journal in one step.
void set_journal_state(const std::string& path, JournalState state);

// Throws Error for a file that is no whole journal.
Journal load_journal(const std::string& path);

// The journals in a folder that were carried out later than this one and changed some of the same rows, the
// newest first: to take back an older one alone would mix the two. As with unfinished_journals().
std::vector<std::string> later_journals(const std::string& folder, const Journal& journal);

// The prepared journals of this database in a folder, oldest first; none when there is no folder.
// Files that are no journals do not count. Throws Error for a journal that cannot be read.
std::vector<std::string> unfinished_journals(const std::string& folder, const std::string& identity);

}  // namespace postern::rewrite
