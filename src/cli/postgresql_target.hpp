// A PostgreSQL target, as libpq wants it.
#pragma once

#include "cli/database_targets.hpp"
#include "source/pg_login.hpp"

namespace postern::cli {

// Reads only, until its access is set.
source::PgLogin postgresql_login(const DatabaseTarget& target);

}  // namespace postern::cli
