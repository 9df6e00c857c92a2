#include "cli/row_outcome.hpp"

#include <algorithm>
#include <optional>

#include "base/text.hpp"
#include "postern/error.hpp"
#include "rewrite/row_writer.hpp"

namespace postern::cli {

namespace {

using rewrite::RowState;

[[noreturn]] void fail_unfinished(const Database& database, const std::string& why) {
    throw Error(
        ErrorKind::unfinished,
        base::printable(database.facts().place) + ": whether the rows were changed cannot be seen: " + why,
        "run the same command again once the server answers: it finishes what was begun");
}

// By a new connection: by what is committed, not by what a transaction saw.
RowsAre look_again(const Database& database, const OpenAgain& open_again,
                   std::span<const rewrite::RowChange> rows) {
    try {
        return look_at_rows(*open_again(), rows);
    } catch (const Error& error) {
        if (error.kind() == ErrorKind::interrupted) {
            throw;
        }
        fail_unfinished(database, error.what());
    }
}

// A journal that cannot say it stays prepared, which the next run clears up; why the rows were not changed
// is what has to be told.
void mark_unchanged(const std::string& journal, rewrite::JournalState state) {
    try {
        rewrite::set_journal_state(journal, state);
    } catch (const Error& error) {
        if (error.kind() == ErrorKind::interrupted) {
            throw;
        }
    }
}

// Returns when the rows may be written; throws Error(failed) when they surely are not.
void write_or_fail(Database& database, const OpenAgain& open_again, std::span<const rewrite::RowChange> rows,
                   const JournalStep& step) {
    try {
        rewrite::write_rows(database, rows);
    } catch (const Error& error) {
        const bool at_commit = error.kind() == ErrorKind::unfinished;
        if (error.kind() == ErrorKind::interrupted) {
            throw Error(ErrorKind::interrupted,
                        base::printable(database.facts().place) +
                            ": interrupted; whether the rows were changed is not known yet (journal " +
                            base::printable(step.journal) + ")",
                        "run the same command again: it finds out, and finishes what was begun");
        }
        if (!at_commit && error.kind() != ErrorKind::failed) {
            throw;
        }
        if (at_commit && look_again(database, open_again, rows) != RowsAre::before) {
            return;
        }
        mark_unchanged(step.journal, step.otherwise);
        throw Error(ErrorKind::failed, error.what(), error.hint());
    }
}

// The rows are changed by then: Error(failed) would deny it.
void mark_changed(const Database& database, const JournalStep& step) {
    try {
        rewrite::set_journal_state(step.journal, step.state);
    } catch (const Error& error) {
        if (error.kind() == ErrorKind::interrupted) {
            throw;
        }
        throw Error(ErrorKind::unfinished,
                    base::printable(database.facts().place) +
                        ": the rows are changed, but their journal cannot say so: " + error.what(),
                    "keep the journal; run the same command again once it can be written");
    }
}

}  // namespace

RowsAre look_at_rows(Database& database, std::span<const rewrite::RowChange> rows) {
    const auto readings = rewrite::read_states(database, rows);
    const auto all = [&readings](RowState state) {
        return std::all_of(readings.begin(), readings.end(),
                           [state](const rewrite::RowReading& reading) { return reading.state == state; });
    };
    return all(RowState::after) ? RowsAre::after : all(RowState::before) ? RowsAre::before : RowsAre::neither;
}

std::string first_odd_row(Database& database, std::span<const rewrite::RowChange> rows) {
    for (const rewrite::RowReading& reading : rewrite::read_states(database, rows)) {
        if (reading.state == RowState::other) {
            return reading.row;
        }
    }
    return "some rows are as they were, others are not";
}

void carry_out(Database& database, const OpenAgain& open_again, std::span<const rewrite::RowChange> rows,
               const JournalStep& step) {
    write_or_fail(database, open_again, rows, step);
    if (look_again(database, open_again, rows) != RowsAre::after) {
        throw Error(ErrorKind::unfinished,
                    base::printable(database.facts().place) +
                        ": the rows were written, and read otherwise now: somebody changed them at once",
                    "is the application stopped? look at the rows; the journal " +
                        base::printable(step.journal) + " has the old values");
    }
    mark_changed(database, step);
}

}  // namespace postern::cli
