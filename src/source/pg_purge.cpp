#include "source/pg_purge.hpp"

#include "source/any_server_residues.hpp"
#include "source/pg_horizon.hpp"

namespace postern::source {

namespace {

struct Rights {
    bool table = false;
    bool catalogs = false;
    bool superuser = false;
};

constexpr const char* kRights =
    "SELECT r.rolsuper OR pg_catalog.pg_has_role(d.datdba, 'USAGE'),"
    " r.rolsuper OR pg_catalog.pg_has_role(c.relowner, 'USAGE')"
    " OR pg_catalog.pg_has_role(d.datdba, 'USAGE'), r.rolsuper"
    " FROM pg_catalog.pg_roles r, pg_catalog.pg_database d, pg_catalog.pg_class c"
    " WHERE r.rolname = current_user AND d.datname = pg_catalog.current_database()"
    " AND c.oid = $1::pg_catalog.oid";

// Lists of most common values are kept there.
constexpr const char* kHasExtended =
    "SELECT pg_catalog.count(*) > 0 FROM pg_catalog.pg_statistic_ext WHERE stxrelid = $1::pg_catalog.oid";

constexpr const char* kExtendedCatalog =
    "SELECT CASE WHEN pg_catalog.current_setting('server_version_num')::pg_catalog.int4 >= 120000"
    " THEN 'pg_catalog.pg_statistic_ext_data' ELSE 'pg_catalog.pg_statistic_ext' END";

// ANALYZE replaces statistics by what it finds; where it finds no row at all it lets them stand.
constexpr const char* kLeftByAnalyze =
    "WITH RECURSIVE tree AS (SELECT $1::pg_catalog.oid AS oid UNION SELECT i.inhrelid"
    " FROM pg_catalog.pg_inherits i JOIN tree ON i.inhparent = tree.oid"
    " JOIN pg_catalog.pg_class p ON p.oid = i.inhrelid WHERE p.relispartition)"
    " SELECT DISTINCT c.oid::pg_catalog.regclass::pg_catalog.text FROM tree JOIN pg_catalog.pg_class c ON "
    "c.oid = tree.oid"
    " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
    " JOIN pg_catalog.pg_stats s ON s.schemaname = n.nspname AND s.tablename = c.relname"
    " WHERE c.reltuples = 0 ORDER BY 1";

// The owner of the database may clean the catalogs; the table's, and since version 17 whoever has
// MAINTAIN, the table.
Rights rights_of(PgSession& session, const PgTable& table) {
    const PgRows rows = session.run_with({table.oid}, kRights);
    const bool maintain =
        session.run("SELECT pg_catalog.current_setting('server_version_num')::pg_catalog.int4 >= 170000")
            .truth(0, 0) &&
        session.run_with({table.oid}, "SELECT pg_catalog.has_table_privilege($1::pg_catalog.oid, 'MAINTAIN')")
            .truth(0, 0);
    return {rows.truth(0, 1) || maintain, rows.truth(0, 0), rows.truth(0, 2)};
}

std::vector<PgPurgeStep> forgetting_steps(PgSession& session, const PgTable& table, const Rights& rights) {
    const PgRows rows = session.run_with({table.oid}, kLeftByAnalyze);
    std::vector<PgPurgeStep> steps;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        steps.push_back({"DELETE FROM pg_catalog.pg_statistic WHERE starelid = " +
                             sql_text(rows.text(row, 0)) + "::pg_catalog.regclass",
                         true, rights.superuser});
    }
    return steps;
}

std::vector<PgPurgeStep> catalog_steps(PgSession& session, const PgTable& table, const Rights& rights) {
    std::vector<PgPurgeStep> steps = forgetting_steps(session, table, rights);
    if (session.run_with({table.oid}, kHasExtended).truth(0, 0)) {
        steps.push_back({"VACUUM FULL " + session.run(kExtendedCatalog).text(0, 0), true, rights.catalogs});
    }
    steps.push_back({"VACUUM FULL pg_catalog.pg_statistic", true, rights.catalogs});
    return steps;
}

std::vector<PgPurgeStep> table_steps(const PgTable& table, const Rights& rights) {
    return {{"VACUUM FULL " + table.qualified(), false, rights.table},
            {"ANALYZE " + table.qualified(), false, rights.table}};
}

// No limit to how long it takes, only to how long it waits; until it ends, however it does.
class NoTimeLimit {
public:
    explicit NoTimeLimit(PgSession& session) : session_(session) {
        session_.run("SET statement_timeout = 0");
    }
    ~NoTimeLimit() {
        try {
            session_.run("SET statement_timeout = '60s'");
        } catch (const std::exception&) {
            return;  // the connection is gone
        }
    }
    NoTimeLimit(const NoTimeLimit&) = delete;
    NoTimeLimit& operator=(const NoTimeLimit&) = delete;

private:
    PgSession& session_;
};

void run_step(PgSession& session, const PgPurgeStep& step, const std::string& what) {
    if (step.statement.starts_with("VACUUM")) {
        const auto keeper =
            pg_wait_for_row_keepers(session, step.catalog ? PgRowsOf::catalogs : PgRowsOf::tables);
        if (keeper) {
            throw Error(ErrorKind::failed, session.place() + ": " + what + ": " + keeper->where,
                        keeper->remedy);
        }
    }
    session.run(step.statement, what);
}

std::vector<std::string> run_steps(PgSession& session, const std::vector<PgPurgeStep>& steps,
                                   const PgTable& table) {
    std::vector<std::string> left;
    for (const PgPurgeStep& step : steps) {
        if (step.allowed) {
            run_step(session, step, step.catalog ? "statistics" : table.title());
        } else {
            left.push_back(step.statement);
        }
    }
    return left;
}

// Told apart from a change that failed.
Error not_cleaned(const Error& error, const PgTable& table) {
    const bool in_use = dynamic_cast<const PgStatementError*>(&error) != nullptr;
    const std::string later = "VACUUM FULL " + table.qualified() + "; ANALYZE " + table.qualified() +
                              "; VACUUM FULL pg_catalog.pg_statistic;";
    return {error.kind(),
            "old values are not cleaned away, which changes no row: " + std::string(error.what()),
            (in_use ? "when nobody uses the table: " : error.hint() + " then: ") + later};
}

}  // namespace

std::vector<PgPurgeStep> pg_purge_steps(PgSession& session, const PgTable& table) {
    const Rights rights = rights_of(session, table);
    std::vector<PgPurgeStep> steps = table_steps(table, rights);
    for (PgPurgeStep& step : catalog_steps(session, table, rights)) {
        steps.push_back(std::move(step));
    }
    return steps;
}

std::vector<std::string> pg_purge(PgSession& session, const PgTable& table) try {
    const NoTimeLimit no_limit(session);
    const Rights rights = rights_of(session, table);
    std::vector<std::string> left = run_steps(session, table_steps(table, rights), table);
    // What ANALYZE left behind shows only now.
    for (std::string& statement : run_steps(session, catalog_steps(session, table, rights), table)) {
        left.push_back(std::move(statement));
    }
    return left;
} catch (const Error& error) {
    if (error.kind() == ErrorKind::interrupted) {
        throw;
    }
    throw not_cleaned(error, table);
}

}  // namespace postern::source
