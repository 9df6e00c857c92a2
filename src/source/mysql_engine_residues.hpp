// Where InnoDB carries old values: undo records, redo log, copies of pages; per server as measured.
#pragma once

#include <vector>

#include "postern/database.hpp"
#include "source/mysql_residue_facts.hpp"

namespace postern::source {

std::vector<Residue> mysql_engine_residues(const MysqlResidueFacts& facts);

}  // namespace postern::source
