// The journal of a change: where it lies, and who writes it.
#pragma once

#include <string>

#include "cli/database_targets.hpp"
#include "postern/database.hpp"
#include "rewrite/journal.hpp"

namespace postern::cli {

// "postern" in XDG_STATE_HOME, else /var/lib/postern for root and ~/.local/state/postern for others; empty
// when the environment names none.
std::string journal_folder();

// A new file in that folder (Error when there is none), which is made when there is none, for its owner
// alone; named by the time, the command and the database.
std::string new_journal_path(const rewrite::Journal& journal, const std::string& database);

// All but the rows.
rewrite::Journal begin_journal(const std::string& command, const DatabaseTarget& target,
                               const DatabaseFacts& facts);

}  // namespace postern::cli
