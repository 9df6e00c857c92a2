#include "source/pg_residue_facts.hpp"

#include <algorithm>
#include <charconv>

#include "source/pg_catalog.hpp"
#include "source/pg_horizon.hpp"
#include "source/pg_purge.hpp"

namespace postern::source {

namespace {

constexpr const char* kNoRight = "42501";

constexpr const char* kSettings =
    "SELECT name, CASE WHEN name IN ('archive_command', 'archive_library') AND setting <> '' THEN 'set'"
    " ELSE setting END FROM pg_catalog.pg_settings WHERE name IN ('server_version_num', 'wal_level',"
    " 'wal_recycle', 'wal_keep_size', 'wal_keep_segments', 'archive_mode', 'archive_command',"
    " 'archive_library', 'data_directory', 'log_directory', 'log_destination', 'logging_collector',"
    " 'log_statement', 'log_min_duration_statement', 'log_min_duration_sample', 'log_min_error_statement',"
    " 'shared_preload_libraries', 'session_preload_libraries', 'pgaudit.log',"
    " 'auto_explain.log_min_duration')";

constexpr const char* kSlots =
    "SELECT slot_name, slot_type = 'logical', active FROM pg_catalog.pg_replication_slots ORDER BY slot_name";

constexpr const char* kStandbys =
    "SELECT DISTINCT coalesce(nullif(application_name, ''), usename::pg_catalog.text, 'unnamed')"
    " FROM pg_catalog.pg_stat_replication ORDER BY 1";

constexpr const char* kPublications =
    "SELECT DISTINCT pubname FROM pg_catalog.pg_publication_tables WHERE schemaname = $1 AND tablename = $2"
    " ORDER BY 1";

constexpr const char* kExtensions =
    "SELECT extname FROM pg_catalog.pg_extension WHERE extname IN ('pg_stat_statements', 'pgaudit',"
    " 'pg_stat_monitor', 'pg_store_plans') ORDER BY 1";

using Names = std::vector<std::string>;

std::optional<PgRows> rows_if_allowed(PgSession& session, const std::string& sql,
                                      const Names& parameters = {}) try {
    return session.run_with(parameters, sql);
} catch (const PgStatementError& error) {
    if (error.sqlstate() != kNoRight) {
        throw;
    }
    return std::nullopt;
}

std::optional<Names> names_if_allowed(PgSession& session, const std::string& sql,
                                      const Names& parameters = {}) {
    const auto rows = rows_if_allowed(session, sql, parameters);
    if (!rows) {
        return std::nullopt;
    }
    Names names;
    for (std::size_t row = 0; row < rows->size(); ++row) {
        names.push_back(rows->text(row, 0));
    }
    return names;
}

std::map<std::string, std::string> settings_of(PgSession& session) {
    std::map<std::string, std::string> settings;
    const PgRows rows = session.run(kSettings);
    for (std::size_t row = 0; row < rows.size(); ++row) {
        settings[rows.text(row, 0)] = rows.text(row, 1);
    }
    return settings;
}

std::optional<std::vector<PgSlot>> slots_of(PgSession& session) {
    const auto rows = rows_if_allowed(session, kSlots);
    if (!rows) {
        return std::nullopt;
    }
    std::vector<PgSlot> slots;
    for (std::size_t row = 0; row < rows->size(); ++row) {
        slots.push_back({rows->text(row, 0), rows->truth(row, 1), rows->truth(row, 2)});
    }
    return slots;
}

std::optional<std::vector<Residue>> keepers_of(PgSession& session) try {
    return pg_row_keepers(session, pg_next_transaction(session), PgRowsOf::catalogs);
} catch (const PgStatementError& error) {
    if (error.sqlstate() != kNoRight) {
        throw;
    }
    return std::nullopt;
}

void add_once(Names& names, const std::string& name) {
    if (std::find(names.begin(), names.end(), name) == names.end()) {
        names.push_back(name);
    }
}

void add_table(PgResidueFacts& facts, PgSession& session, const PgTable& table, bool purged) {
    facts.tables.push_back(table.qualified());
    for (const PgPurgeStep& step : pg_purge_steps(session, table)) {
        if (!purged || !step.allowed) {
            add_once(step.catalog ? facts.catalog_steps : facts.table_steps, step.statement);
        }
    }
    for (const std::string& name :
         names_if_allowed(session, kPublications, {table.schema, table.name}).value_or(Names())) {
        add_once(facts.publications, name);
    }
}

}  // namespace

std::optional<std::string> PgResidueFacts::setting(const std::string& name) const {
    const auto found = settings.find(name);
    return found == settings.end() ? std::nullopt : std::optional(found->second);
}

PgResidueFacts pg_residue_facts(PgSession& session,
                                const std::vector<std::pair<std::string, std::string>>& tables, bool purged) {
    PgResidueFacts facts;
    facts.settings = settings_of(session);
    const std::string version = facts.setting("server_version_num").value_or("");
    std::from_chars(version.data(), version.data() + version.size(), facts.version);
    for (const auto& [schema, name] : tables) {
        add_table(facts, session, pg_table(session, schema, name), purged);
    }
    facts.keepers = keepers_of(session);
    facts.slots = slots_of(session);
    facts.standbys = names_if_allowed(session, kStandbys);
    facts.extensions = names_if_allowed(session, kExtensions).value_or(Names());
    return facts;
}

}  // namespace postern::source
