// Who can read a PostgreSQL table, and who else is on the database.
#pragma once

#include <string>
#include <vector>

#include "postern/database.hpp"
#include "source/pg_catalog.hpp"

namespace postern::source {

// Roles that can log in and read the table: by their own right, as members of another role (inherited or
// by SET ROLE), because everybody may, or as superusers. One that may read a part of the columns is
// marked so. Sorted.
std::vector<std::string> pg_readers(PgSession& session, const PgTable& table);

// Client sessions on this database but our own; of what the server does not show, empty texts.
std::vector<OtherSession> pg_other_sessions(PgSession& session);

}  // namespace postern::source
