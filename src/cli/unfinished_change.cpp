#include "cli/unfinished_change.hpp"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "base/text.hpp"
#include "cli/change_journal.hpp"
#include "postern/error.hpp"
#include "postfix/config_folder.hpp"
#include "rewrite/journal.hpp"

namespace postern::cli {

namespace {

using rewrite::Journal;
using rewrite::JournalState;

bool exists(const std::string& path) {
    std::error_code error;
    return std::filesystem::exists(path, error);
}

[[noreturn]] void refuse_changed(const std::string& path, const std::string& row) {
    throw Error(ErrorKind::failed,
                base::printable(path) + ": this change was begun, and rows were changed since: " + row,
                "look at them; to begin anew, move the journal out of its folder");
}

void refuse_other_command(const std::string& path, const Journal& journal, const std::string& command) {
    if (journal.command != command) {
        throw Error(ErrorKind::failed,
                    base::printable(path) + ": postern " + base::printable(journal.command) +
                        " was begun on this database and not finished",
                    "postern undo " + base::printable(path) + " --apply ends it, or run that command again");
    }
}

// The run that was cut short could tell nobody.
std::string what_is_left(const Journal& journal) {
    return journal.postfix.empty()
               ? std::string()
               : " If its Postfix is not installed yet: " + base::printable(journal.postfix) +
                     "/README says how.";
}

void note(const std::string& path, const Journal& journal, FinishedChanges& finished) {
    finished.needs_hands = finished.needs_hands || !journal.by_hand.empty();
    finished.journals.push_back(path);
    for (const rewrite::RowChange& change : journal.changes) {
        finished.tables.emplace_back(change.row.schema, change.row.table);
    }
}

// As its Postfix configuration is on the disk, the rows may follow.
std::string finish(const std::string& path, const Journal& journal, Database& database,
                   const OpenAgain& open_again, FinishedChanges& finished) {
    if (!journal.postfix.empty() && !postfix::is_written_folder(journal.postfix)) {
        rewrite::set_journal_state(path, JournalState::undone);
        return base::printable(path) + ": had changed nothing, and its Postfix folder is gone; begun anew.";
    }
    carry_out(database, open_again, journal.changes, {path, JournalState::done, JournalState::prepared});
    finished.rows_changed = true;
    note(path, journal, finished);
    return base::printable(path) + ": what it had begun is finished." + what_is_left(journal);
}

}  // namespace

std::vector<std::string> find_unfinished(const std::string& named, const DatabaseFacts& facts) {
    auto found = rewrite::unfinished_journals(journal_folder(), facts.identity);
    if (named.empty() || !exists(named)) {
        return found;
    }
    const Journal journal = rewrite::load_journal(named);
    if (journal.identity == facts.identity && journal.state != JournalState::prepared) {
        return found;
    }
    if (journal.identity != facts.identity) {
        throw Error(ErrorKind::failed,
                    base::printable(named) + ": is the journal of another change; it is never overwritten",
                    "name a new file");
    }
    const auto is_named = [&named](const std::string& path) {
        std::error_code error;
        return std::filesystem::equivalent(path, named, error);
    };
    if (std::none_of(found.begin(), found.end(), is_named)) {
        found.push_back(named);
    }
    return found;
}

void finish_unfinished(const std::vector<std::string>& journals, const std::string& command,
                       Database& database, const OpenAgain& open_again, FinishedChanges& finished) {
    for (const std::string& path : journals) {
        const Journal journal = rewrite::load_journal(path);
        switch (look_at_rows(database, journal.changes)) {
            case RowsAre::after:
                rewrite::set_journal_state(path, JournalState::done);
                note(path, journal, finished);
                finished.sentences.push_back(
                    base::printable(path) +
                    ": had been carried out before it was cut short; now it says so." +
                    what_is_left(journal));
                break;
            case RowsAre::before:
                refuse_other_command(path, journal, command);
                finished.sentences.push_back(finish(path, journal, database, open_again, finished));
                break;
            case RowsAre::neither:
                refuse_changed(path, first_odd_row(database, journal.changes));
        }
    }
}

}  // namespace postern::cli
