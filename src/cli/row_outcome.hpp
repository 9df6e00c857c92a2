// Rows of a live database, changed under a journal: whatever happens on the way, it is known how it ended.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "postern/database.hpp"
#include "rewrite/journal.hpp"

namespace postern::cli {

enum class RowsAre {
    before,   // every one as it was
    after,    // every one as it is to be
    neither,  // changed by somebody else, or some of each
};

RowsAre look_at_rows(Database& database, std::span<const rewrite::RowChange> rows);

// The first row that is neither, for an error.
std::string first_odd_row(Database& database, std::span<const rewrite::RowChange> rows);

struct JournalStep {
    std::string journal;
    rewrite::JournalState state = rewrite::JournalState::done;
    rewrite::JournalState otherwise = rewrite::JournalState::undone;
};

// A new connection to the same database, for writing. Throws Error.
using OpenAgain = std::function<std::unique_ptr<Database>()>;

// Changes the rows, reads them again and gives the journal `state`. Where the server fails on the way, looks
// by a new connection what became of it: rows that are as they were leave the journal in `otherwise`
// and throw Error(failed). When it cannot be seen, or the journal cannot be written once the rows are
// changed, throws Error(unfinished) and leaves the journal.
void carry_out(Database& database, const OpenAgain& open_again, std::span<const rewrite::RowChange> rows,
               const JournalStep& step);

}  // namespace postern::cli
