// Where replication of MySQL and MariaDB carries old values: binary logs, relay logs, other nodes.
#pragma once

#include <vector>

#include "postern/database.hpp"
#include "source/mysql_residue_facts.hpp"

namespace postern::source {

std::vector<Residue> mysql_replication_residues(const MysqlResidueFacts& facts);

}  // namespace postern::source
