// What removes old values from the files of a PostgreSQL table.
#pragma once

#include <string>
#include <vector>

#include "source/pg_catalog.hpp"

namespace postern::source {

struct PgPurgeStep {
    std::string statement;
    bool catalog = false;  // cleans the statistics of all tables, not this table
    bool allowed = false;  // to this role; a server would pass over the rest with a warning
};

// In their order. What ANALYZE leaves behind for a table that is empty now is one more, as long as it
// is there.
std::vector<PgPurgeStep> pg_purge_steps(PgSession& session, const PgTable& table);

// Outside a transaction. Gives the statements that this role may not run. Throws Error when somebody uses
// the table or may still see its old rows: whoever calls has committed already, so it says that only
// this is not done, and what to run later.
std::vector<std::string> pg_purge(PgSession& session, const PgTable& table);

}  // namespace postern::source
