// What on a MySQL or MariaDB server may still hold values that rows have no more, and what ends that.
#pragma once

#include <vector>

#include "postern/database.hpp"
#include "source/mysql_residue_facts.hpp"

namespace postern::source {

// From what is nearest to the row to what is farthest; the account itself is the last.
std::vector<Residue> mysql_residues(const MysqlResidueFacts& facts);

}  // namespace postern::source
