// What on a PostgreSQL server may still hold values that rows have no more, and what ends that.
#pragma once

#include <vector>

#include "postern/database.hpp"
#include "source/pg_residue_facts.hpp"

namespace postern::source {

// From what is nearest to the row to what is farthest; the account itself is the last.
std::vector<Residue> pg_residues(const PgResidueFacts& facts);

}  // namespace postern::source
