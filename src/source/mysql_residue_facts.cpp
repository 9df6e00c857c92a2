#include "source/mysql_residue_facts.hpp"

#include <charconv>

#include "base/text.hpp"
#include "source/mysql_purge.hpp"

namespace postern::source {

namespace {

constexpr const char* kVariables =
    "SHOW GLOBAL VARIABLES WHERE Variable_name IN ('version', 'datadir', 'innodb_file_per_table',"
    " 'innodb_undo_tablespaces', 'innodb_redo_log_capacity', 'innodb_log_file_size', 'innodb_doublewrite',"
    " 'innodb_doublewrite_dir', 'log_bin', 'binlog_format', 'binlog_row_image', 'binlog_expire_logs_seconds',"
    " 'expire_logs_days', 'general_log', 'general_log_file', 'slow_query_log', 'slow_query_log_file',"
    " 'log_output', 'log_error', 'performance_schema', 'wsrep_on', 'wsrep_provider', 'server_audit_logging',"
    " 'server_audit_file_path')";

using Rows = std::vector<MysqlRow>;

std::optional<Rows> rows_if_allowed(MysqlConnection& connection, const std::string& sql) try {
    return connection.rows(sql);
} catch (const Error&) {
    if (connection.is_lost()) {
        throw;
    }
    return std::nullopt;
}

// The statement's name has changed over the versions.
std::optional<bool> answers_any(MysqlConnection& connection, std::initializer_list<const char*> statements) {
    for (const char* statement : statements) {
        if (const auto rows = rows_if_allowed(connection, statement)) {
            return !rows->empty();
        }
    }
    return std::nullopt;
}

std::optional<std::vector<std::string>> names_of(const std::optional<Rows>& rows) {
    if (!rows) {
        return std::nullopt;
    }
    std::vector<std::string> names;
    for (const MysqlRow& row : *rows) {
        names.push_back(text_of(row[0]));
    }
    return names;
}

void add_table(MysqlResidueFacts& facts, MysqlConnection& connection, const MysqlTable& table) {
    facts.tables.push_back(quoted(table));
    facts.purge_steps.push_back(mysql_rebuild_statement(connection, table));
    const auto statistics = mysql_statistics_statements(connection, table);
    for (const std::string& statement : statistics.value_or(std::vector<std::string>())) {
        facts.purge_steps.push_back(statement);
    }
    if (!statistics) {
        for (const std::string& statement : mysql_unseen_statistics_statements(table)) {
            facts.unseen_statistics.push_back(statement);
        }
    }
}

void ask_server(MysqlResidueFacts& facts, MysqlConnection& connection) {
    for (const MysqlRow& row : connection.rows(kVariables)) {
        facts.variables[base::lower(text_of(row[0]))] = text_of(row[1]);
    }
    facts.mariadb = facts.variable("version").find("MariaDB") != std::string::npos;
    facts.version = mysql_version_number(facts.variable("version"));
    facts.has_replicas = answers_any(connection, {"SHOW REPLICAS", "SHOW SLAVE HOSTS"});
    facts.is_replica = answers_any(connection, {"SHOW REPLICA STATUS", "SHOW SLAVE STATUS"});
    facts.audit_plugins =
        names_of(rows_if_allowed(connection,
                                 "SELECT plugin_name FROM information_schema.plugins WHERE plugin_status ="
                                 " 'ACTIVE' AND plugin_type = 'AUDIT' ORDER BY plugin_name"))
            .value_or(std::vector<std::string>());
    if (!facts.mariadb) {
        facts.undo_tablespaces = names_of(rows_if_allowed(
            connection, "SELECT name FROM information_schema.innodb_tablespaces WHERE space_type = 'Undo'"));
    }
}

}  // namespace

std::string MysqlResidueFacts::variable(const std::string& name) const {
    const auto found = variables.find(name);
    return found == variables.end() ? std::string() : found->second;
}

bool MysqlResidueFacts::is_on(const std::string& name) const {
    const std::string value = variable(name);
    return value == "ON" || value == "1" || value == "DETECT_AND_RECOVER";
}

MysqlResidueFacts mysql_residue_facts(MysqlConnection& connection, const std::vector<MysqlTable>& tables) {
    MysqlResidueFacts facts;
    ask_server(facts, connection);
    for (const MysqlTable& table : tables) {
        add_table(facts, connection, table);
    }
    return facts;
}

int mysql_version_number(const std::string& version) {
    const std::string text = version.starts_with("5.5.5-") ? version.substr(6) : version;
    int number = 0;
    const char* at = text.data();
    const char* end = at + text.size();
    for (int part = 0; part < 3; ++part) {
        int value = 0;
        const auto read = std::from_chars(at, end, value);
        if (read.ec != std::errc()) {
            return 0;
        }
        number = number * 100 + value;
        at = read.ptr + (read.ptr != end && *read.ptr == '.' ? 1 : 0);
    }
    return number;
}

}  // namespace postern::source
