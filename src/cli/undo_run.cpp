#include "cli/undo_run.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "base/text.hpp"
#include "cli/change_journal.hpp"
#include "cli/change_text.hpp"
#include "postern/error.hpp"

namespace postern::cli {

namespace {

using rewrite::Journal;
using rewrite::JournalState;

void require_same_database(const std::string& path, const Journal& journal, const Database& database) {
    if (database.facts().identity != journal.identity) {
        throw Error(ErrorKind::failed,
                    base::printable(database.facts().place) + ": is not the database that " +
                        base::printable(path) + " is about, which was at " + base::printable(journal.place),
                    "a restored copy is another database; name the right one: postern undo JOURNAL URL");
    }
}

// Two changes of one row come off in the order they went on, the last first.
void refuse_older(const std::string& path, const Journal& journal) {
    auto later = rewrite::later_journals(std::filesystem::absolute(path).parent_path(), journal);
    if (later.empty()) {
        later = rewrite::later_journals(journal_folder(), journal);
    }
    if (!later.empty()) {
        throw Error(ErrorKind::failed,
                    base::printable(path) + ": a later change of some of its rows is not undone: " +
                        base::printable(later.front()),
                    "undo that one first: postern undo " + base::printable(later.front()));
    }
}

std::string title(const Journal& journal, const Database& database) {
    return fmt::format("postern {} of {} by {}, on {}\n", base::printable(journal.command),
                       base::printable(journal.made), base::printable(journal.maker),
                       base::printable(database.facts().place));
}

[[noreturn]] void refuse_changed(Database& database, const std::vector<rewrite::RowChange>& rows) {
    throw Error(ErrorKind::failed,
                base::printable(database.facts().place) +
                    ": was changed since: " + first_odd_row(database, rows) + "; nothing was undone",
                "look at that row: somebody gave it other values, which undo would take away");
}

std::string remark(const Journal& journal) {
    return journal.postfix.empty()
               ? "The passwords are in the database again. Start the application, and delete the journal.\n"
               : "The passwords are in the database again. Start the application, and delete the journal. "
                 "The Postfix configuration " +
                     base::printable(journal.postfix) +
                     " stays as it is; where it is installed, its uninstall.sh takes it back.\n";
}

}  // namespace

UndoStep plan_undo(const std::string& path, const Journal& journal, Database& database) {
    require_same_database(path, journal, database);
    if (journal.state == JournalState::undone) {
        return {title(journal, database) + "was undone already, or never carried out: nothing to do.\n",
                false};
    }
    refuse_older(path, journal);
    return {title(journal, database) + "would get back:\n" + rows_text(rewrite::reversed(journal.changes)) +
                "Stop the application first. Nothing was changed. --apply does it.\n",
            true};
}

UndoStep apply_undo(const std::string& path, const Journal& journal, Database& database,
                    const OpenAgain& open_again) {
    require_same_database(path, journal, database);
    if (journal.state == JournalState::undone) {
        return plan_undo(path, journal, database);
    }
    refuse_older(path, journal);
    const auto rows = rewrite::reversed(journal.changes);
    switch (look_at_rows(database, rows)) {
        case RowsAre::after:
            rewrite::set_journal_state(path, JournalState::undone);
            return {title(journal, database) + "All rows are as they were before: nothing to do.\n", false};
        case RowsAre::neither:
            refuse_changed(database, rows);
        case RowsAre::before:
            break;
    }
    carry_out(database, open_again, rows, {path, JournalState::undone, journal.state});
    return {title(journal, database) + "is undone, read again and as before:\n" + rows_text(rows) +
                remark(journal),
            false};
}

}  // namespace postern::cli
