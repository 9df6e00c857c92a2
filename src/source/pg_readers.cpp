#include "source/pg_readers.hpp"

namespace postern::source {

namespace {

// Membership counts even where it is not inherited: SET ROLE is open to a member.
constexpr const char* kReaders =
    "WITH rights AS (SELECT g.oid,"
    " pg_catalog.has_table_privilege(g.oid, $1::pg_catalog.oid, 'SELECT') AS whole,"
    " pg_catalog.has_any_column_privilege(g.oid, $1::pg_catalog.oid, 'SELECT') AS part"
    " FROM pg_catalog.pg_roles g"
    " WHERE pg_catalog.has_schema_privilege(g.oid,"
    " (SELECT c.relnamespace FROM pg_catalog.pg_class c WHERE c.oid = $1::pg_catalog.oid), 'USAGE')),"
    " readers AS (SELECT r.rolname, r.rolsuper,"
    " pg_catalog.bool_or(g.whole) AS whole, pg_catalog.bool_or(g.part) AS part"
    " FROM pg_catalog.pg_roles r JOIN rights g ON pg_catalog.pg_has_role(r.oid, g.oid, 'MEMBER')"
    " WHERE r.rolcanlogin AND (r.rolsuper OR"
    " pg_catalog.has_database_privilege(r.oid, pg_catalog.current_database(), 'CONNECT'))"
    " GROUP BY r.oid, r.rolname, r.rolsuper)"
    " SELECT rolname, CASE WHEN rolsuper THEN ' (superuser)' WHEN NOT whole THEN ' (some columns)'"
    " ELSE '' END FROM readers WHERE rolsuper OR whole OR part ORDER BY rolname::pg_catalog.text COLLATE "
    "\"C\"";

// Columns that this role may not see are NULL there.
constexpr const char* kSessions =
    "SELECT usename, coalesce(pg_catalog.host(client_addr) || ':' || client_port,"
    " CASE WHEN client_port = -1 THEN 'local' END), application_name"
    " FROM pg_catalog.pg_stat_activity"
    " WHERE datname = pg_catalog.current_database() AND pid <> pg_catalog.pg_backend_pid()"
    " AND usesysid IS NOT NULL AND coalesce(backend_type, 'client backend') = 'client backend'"
    " ORDER BY backend_start, pid";

}  // namespace

std::vector<std::string> pg_readers(PgSession& session, const PgTable& table) {
    const PgRows rows = session.run_with({table.oid}, kReaders, table.title());
    std::vector<std::string> readers;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        readers.push_back(rows.text(row, 0) + rows.text(row, 1));
    }
    return readers;
}

std::vector<OtherSession> pg_other_sessions(PgSession& session) {
    const PgRows rows = session.run(kSessions);
    std::vector<OtherSession> sessions;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        sessions.push_back({rows.text(row, 0), rows.text(row, 1), rows.text(row, 2)});
    }
    return sessions;
}

}  // namespace postern::source
