#include "source/pg_purge.hpp"

namespace postern::source {

namespace {

struct Rights {
    bool table = false;
    bool statistics = false;
};

// The owner of the database may clean the catalogs; the table's, and since version 17 whoever has
// MAINTAIN, the table.
Rights rights_of(PgSession& session, const PgTable& table) {
    const PgRows rows =
        session.run_with({table.oid},
                         "SELECT r.rolsuper OR pg_catalog.pg_has_role(d.datdba, 'USAGE'),"
                         " r.rolsuper OR pg_catalog.pg_has_role(c.relowner, 'USAGE')"
                         " OR pg_catalog.pg_has_role(d.datdba, 'USAGE')"
                         " FROM pg_catalog.pg_roles r, pg_catalog.pg_database d, pg_catalog.pg_class c"
                         " WHERE r.rolname = current_user AND d.datname = pg_catalog.current_database()"
                         " AND c.oid = $1::pg_catalog.oid");
    const bool maintain =
        session.run("SELECT pg_catalog.current_setting('server_version_num')::pg_catalog.int4 >= 170000")
            .truth(0, 0) &&
        session.run_with({table.oid}, "SELECT pg_catalog.has_table_privilege($1::pg_catalog.oid, 'MAINTAIN')")
            .truth(0, 0);
    return {rows.truth(0, 1) || maintain, rows.truth(0, 0)};
}

}  // namespace

std::vector<std::string> pg_purge(PgSession& session, const PgTable& table) {
    const Rights rights = rights_of(session, table);
    const std::string statistics = "VACUUM FULL pg_catalog.pg_statistic";
    std::vector<std::string> left;
    session.run("SET statement_timeout = 0");
    for (const std::string& statement :
         {"VACUUM FULL " + table.qualified(), "ANALYZE " + table.qualified(), statistics}) {
        if (statement == statistics ? rights.statistics : rights.table) {
            session.run(statement, table.title());
        } else {
            left.push_back(statement);
        }
    }
    session.run("SET statement_timeout = '60s'");
    return left;
}

}  // namespace postern::source
