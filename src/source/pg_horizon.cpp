#include "source/pg_horizon.hpp"

#include "base/interrupt.hpp"
#include "base/text.hpp"
#include "source/any_server_residues.hpp"

namespace postern::source {

namespace {

constexpr int kLooks = 40;  // a quarter of a second each

// The number with its epoch is the 64-bit one; what sessions show has 32 bits.
constexpr const char* kNext =
    "SELECT pg_catalog.txid_snapshot_xmax(pg_catalog.txid_current_snapshot()) % 4294967296";

// A snapshot counts within its database, a writing transaction everywhere: VACUUM FULL's own snapshot
// heeds it. A standby that reports what its readers see has no database. Autovacuum does not count.
constexpr const char* kKeepers =
    "SELECT 'session', a.pid::pg_catalog.text, coalesce(a.usename::pg_catalog.text, a.backend_type, '')"
    " FROM pg_catalog.pg_stat_activity a WHERE a.pid <> pg_catalog.pg_backend_pid()"
    " AND (pg_catalog.age(a.backend_xid) > pg_catalog.age($1::pg_catalog.xid)"
    " OR pg_catalog.age(a.backend_xmin) > pg_catalog.age($1::pg_catalog.xid)"
    " AND coalesce(a.datname = pg_catalog.current_database(), true))"
    " AND a.pid NOT IN (SELECT v.pid FROM pg_catalog.pg_stat_progress_vacuum v)"
    " UNION ALL SELECT 'prepared', p.gid, p.database FROM pg_catalog.pg_prepared_xacts p"
    " WHERE pg_catalog.age(p.transaction) > pg_catalog.age($1::pg_catalog.xid)"
    " UNION ALL SELECT 'slot', s.slot_name, '' FROM pg_catalog.pg_replication_slots s"
    " WHERE pg_catalog.age(s.xmin) > pg_catalog.age($1::pg_catalog.xid)"
    " OR $2 = 'catalogs' AND pg_catalog.age(s.catalog_xmin) > pg_catalog.age($1::pg_catalog.xid)";

Residue keeper(const std::string& kind, const std::string& name, const std::string& owner) {
    const std::string shown = base::printable(name);
    const std::string keeps = " may see rows as they were, so VACUUM FULL carries them over";
    if (kind == "prepared") {
        return {"the prepared transaction " + shown + " in database " + base::printable(owner) + keeps,
                "ROLLBACK PREPARED " + sql_text(name) + ";  -- or COMMIT PREPARED, in that database"};
    }
    if (kind == "slot") {
        return {"the replication slot " + shown + keeps,
                "SELECT pg_drop_replication_slot(" + sql_text(name) + ");  -- when nobody needs it"};
    }
    return {"an open transaction of " + base::printable(owner) + " (process " + shown + ")" + keeps,
            "SELECT pg_terminate_backend(" + shown + ");  -- when it does not end by itself"};
}

}  // namespace

std::string pg_next_transaction(PgSession& session) {
    return session.run(kNext).text(0, 0);
}

std::vector<Residue> pg_row_keepers(PgSession& session, const std::string& next_transaction, PgRowsOf rows) {
    const std::string of = rows == PgRowsOf::catalogs ? "catalogs" : "tables";
    const PgRows found = session.run_with({next_transaction, of}, kKeepers);
    std::vector<Residue> keepers;
    for (std::size_t row = 0; row < found.size(); ++row) {
        keepers.push_back(keeper(found.text(row, 0), found.text(row, 1), found.text(row, 2)));
    }
    return keepers;
}

std::optional<Residue> pg_wait_for_row_keepers(PgSession& session, PgRowsOf rows) {
    const std::string next = pg_next_transaction(session);
    std::vector<Residue> keepers = pg_row_keepers(session, next, rows);
    for (int look = 1; look < kLooks && !keepers.empty(); ++look) {
        base::throw_if_interrupted();
        session.run("SELECT pg_catalog.pg_sleep(0.25)");
        keepers = pg_row_keepers(session, next, rows);
    }
    return keepers.empty() ? std::nullopt : std::optional(keepers.front());
}

}  // namespace postern::source
