// What removes old values from the files of a PostgreSQL table.
#pragma once

#include <string>
#include <vector>

#include "source/pg_catalog.hpp"

namespace postern::source {

// Outside a transaction. Gives the statements that this role may not run; a server would pass over those
// with a warning.
std::vector<std::string> pg_purge(PgSession& session, const PgTable& table);

}  // namespace postern::source
