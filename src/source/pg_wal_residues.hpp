// Where the write-ahead log of PostgreSQL carries old values: its files, archive, slots and standbys.
#pragma once

#include <vector>

#include "postern/database.hpp"
#include "source/pg_residue_facts.hpp"

namespace postern::source {

std::vector<Residue> pg_wal_residues(const PgResidueFacts& facts);

}  // namespace postern::source
