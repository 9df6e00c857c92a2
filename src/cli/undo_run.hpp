// A whole undo: from a journal to the rows as they were.
#pragma once

#include <string>

#include "cli/row_outcome.hpp"
#include "postern/database.hpp"
#include "rewrite/journal.hpp"

namespace postern::cli {

struct UndoStep {
    std::string text;              // what is to be undone, or was
    bool something_to_do = false;  // still
};

// From the journal alone: rows are read under a lock, which a reader has not. Throws Error for another
// database, and when a later change of the same rows is not undone yet.
UndoStep plan_undo(const std::string& path, const rewrite::Journal& journal, Database& database);

// Puts every row back, or none, reads them again and marks the journal. The database is open for writing.
// Throws Error when the rows are neither as they were changed nor as they were before.
UndoStep apply_undo(const std::string& path, const rewrite::Journal& journal, Database& database,
                    const OpenAgain& open_again);

}  // namespace postern::cli
