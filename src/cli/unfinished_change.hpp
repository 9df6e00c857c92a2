// What a run that was cut short left behind, brought to an end.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "cli/row_outcome.hpp"
#include "postern/database.hpp"

namespace postern::cli {

// The journals of this database that are prepared and not done: in the usual folder, and `named` (which may
// be empty) when it is there. Throws Error when `named` is there and is no journal of this database.
std::vector<std::string> find_unfinished(const std::string& named, const DatabaseFacts& facts);

// What was brought to an end so far, also when an error ends the run later.
struct FinishedChanges {
    std::vector<std::string> sentences;                       // one for each journal
    std::vector<std::string> journals;                        // those whose change stands
    std::vector<std::pair<std::string, std::string>> tables;  // schema and name, that they changed
    bool rows_changed = false;                                // by this run
    bool needs_hands = false;  // something has to be filled in before Postfix can send
};

// Finishes them, as `command` was asked for again. Throws Error when the rows are neither as they were nor as
// they should become, and for a journal of another command.
void finish_unfinished(const std::vector<std::string>& journals, const std::string& command,
                       Database& database, const OpenAgain& open_again, FinishedChanges& finished);

}  // namespace postern::cli
