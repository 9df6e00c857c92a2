// Who may still see rows that are dead to everybody else, so that VACUUM FULL carries those over.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "postern/database.hpp"
#include "source/pg_session.hpp"

namespace postern::source {

// Transactions that begin now are not older than this.
std::string pg_next_transaction(PgSession& session);

enum class PgRowsOf { tables, catalogs };

// Transactions, prepared ones and replication slots that are older. Our own session does not count.
// Rows of catalogs are also kept for logical decoding.
std::vector<Residue> pg_row_keepers(PgSession& session, const std::string& next_transaction, PgRowsOf rows);

// Waits until there is none that is older than now, for as long as a lock is waited for. Gives the first
// that is left.
std::optional<Residue> pg_wait_for_row_keepers(PgSession& session, PgRowsOf rows);

}  // namespace postern::source
