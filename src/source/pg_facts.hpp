// Which PostgreSQL database a session is on, and how the session is set up.
#pragma once

#include "postern/database.hpp"
#include "source/pg_session.hpp"

namespace postern::source {

// Of a fresh session. Throws Error for a server that is too old.
DatabaseFacts pg_facts(PgSession& session, const PgConnected& connected);

// Fixes what values look like as text, how long a statement may take and, without write access, that
// nothing can be changed. Names stand for what they are, whatever lies in which schema.
void pg_set_up(PgSession& session, PgAccess access);

}  // namespace postern::source
