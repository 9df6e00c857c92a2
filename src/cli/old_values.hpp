// What becomes of the old values of rows that were changed.
#pragma once

#include <string>
#include <vector>

#include "cli/change_plan.hpp"

namespace postern::cli {

struct OldValues {
    std::vector<std::string> purged;  // sentences: what --purge did, and what it could not
    std::vector<Residue> residues;    // what may still hold them
    bool complete = true;             // all that was asked for was done and looked up
};

// Never throws for what the server refuses: the rows are changed by then, and a sentence tells.
OldValues settle_old_values(const PlannedDatabase& planned, bool purge);

// The journal and Postfix's files too hold old passwords.
std::string old_values_text(const PlannedDatabase& planned, const OldValues& values);

}  // namespace postern::cli
