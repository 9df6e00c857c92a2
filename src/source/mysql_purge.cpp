#include "source/mysql_purge.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "postern/error.hpp"
#include "source/any_server_residues.hpp"

namespace postern::source {

namespace {

bool lacks_right(const MysqlStatementError& error) {
    constexpr std::array kNoRight{1044, 1142, 1143, 1227};
    return std::find(kNoRight.begin(), kNoRight.end(), error.number()) != kNoRight.end();
}

bool is_unknown_table(const MysqlStatementError& error) {
    constexpr std::array kUnknown{1109, 1146};
    return std::find(kUnknown.begin(), kUnknown.end(), error.number()) != kUnknown.end();
}

// With the first, OPTIMIZE only tidies full-text indexes; with the second, it moves rows about in place.
bool optimises_otherwise(MysqlConnection& connection) {
    const auto rows = connection.rows(
        "SHOW GLOBAL VARIABLES WHERE Variable_name IN ('innodb_optimize_fulltext_only', "
        "'innodb_defragment')");
    return std::any_of(rows.begin(), rows.end(), [](const MysqlRow& row) { return text_of(row[1]) == "ON"; });
}

std::string mariadb_columns_sql() {
    return "SELECT column_name FROM mysql.column_stats WHERE db_name = ? AND table_name = ?";
}

std::string mysql_columns_sql() {
    return "SELECT column_name FROM information_schema.column_statistics"
           " WHERE schema_name = ? AND table_name = ?";
}

bool is_mariadb(MysqlConnection& connection) {
    return text_of_first(connection.rows("SELECT VERSION()")).find("MariaDB") != std::string::npos;
}

std::vector<std::string> clearing_statements(const MysqlTable& table, const std::vector<MysqlRow>& columns,
                                             bool mariadb) {
    if (columns.empty()) {
        return {};
    }
    if (mariadb) {
        return {"ANALYZE TABLE " + quoted(table) + " PERSISTENT FOR ALL",
                "OPTIMIZE TABLE mysql.column_stats"};
    }
    std::vector<std::string> names;
    for (const MysqlRow& row : columns) {
        names.push_back(quoted(text_of(row[0])));
    }
    return {"ANALYZE TABLE " + quoted(table) + " DROP HISTOGRAM ON " + joined(names)};
}

bool is_error(const MysqlRow& row) {
    return row.size() > 2 && base::lower(text_of(row[2])) == "error";
}

// OPTIMIZE and ANALYZE tell of an error in a row of their answer.
bool run_if_allowed(MysqlConnection& connection, const std::string& statement, const MysqlTable& table) try {
    if (statement.starts_with("ALTER")) {
        connection.execute(statement, {}, named(table));
        return true;
    }
    const auto rows = connection.rows(statement, {}, named(table));
    if (std::any_of(rows.begin(), rows.end(), is_error)) {
        throw Error(ErrorKind::failed,
                    connection.place() + ", " + named(table) +
                        ": the server could not do it; another connection may hold the table");
    }
    return true;
} catch (const MysqlStatementError& error) {
    if (!lacks_right(error)) {
        throw;
    }
    return false;
}

std::vector<std::string> run_all(MysqlConnection& connection, const MysqlTable& table) {
    std::vector<std::string> statements{mysql_rebuild_statement(connection, table)};
    const auto statistics = mysql_statistics_statements(connection, table);
    for (const std::string& statement : statistics.value_or(std::vector<std::string>())) {
        statements.push_back(statement);
    }
    std::vector<std::string> left;
    for (const std::string& statement : statements) {
        if (!run_if_allowed(connection, statement, table)) {
            left.push_back(statement);
        }
    }
    return left;
}

}  // namespace

std::string mysql_rebuild_statement(MysqlConnection& connection, const MysqlTable& table) {
    return optimises_otherwise(connection) ? "ALTER TABLE " + quoted(table) + " FORCE"
                                           : "OPTIMIZE TABLE " + quoted(table);
}

std::optional<std::vector<std::string>> mysql_statistics_statements(MysqlConnection& connection,
                                                                    const MysqlTable& table) try {
    const bool mariadb = is_mariadb(connection);
    const auto columns = connection.rows(mariadb ? mariadb_columns_sql() : mysql_columns_sql(),
                                         {Secret(table.schema), Secret(table.name)});
    return clearing_statements(table, columns, mariadb);
} catch (const MysqlStatementError& error) {
    if (is_unknown_table(error)) {
        return std::vector<std::string>();  // an old server, which keeps no such statistics
    }
    if (!lacks_right(error)) {
        throw;
    }
    return std::nullopt;
}

std::vector<std::string> mysql_unseen_statistics_statements(const MysqlTable& table) {
    return {"DELETE FROM mysql.column_stats WHERE db_name = " + sql_text(table.schema) +
                " AND table_name = " + sql_text(table.name),
            "OPTIMIZE TABLE mysql.column_stats"};
}

std::vector<std::string> mysql_purge(MysqlConnection& connection, const MysqlTable& table) try {
    return run_all(connection, table);
} catch (const Error& error) {
    if (error.kind() == ErrorKind::interrupted) {
        throw;
    }
    throw Error(error.kind(),
                "old values are not cleaned away, which changes no row: " + std::string(error.what()),
                "when nobody uses the table: OPTIMIZE TABLE " + quoted(table) + ";");
}

}  // namespace postern::source
