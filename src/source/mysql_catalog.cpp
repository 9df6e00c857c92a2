#include "source/mysql_catalog.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "base/text.hpp"
#include "postern/error.hpp"

namespace postern::source {

namespace {

std::vector<Secret> parameters_of(const MysqlTable& table) {
    return {Secret(table.schema), Secret(table.name)};
}

bool is_one_of(std::string_view type, std::initializer_list<std::string_view> types) {
    return std::find(types.begin(), types.end(), type) != types.end();
}

bool is_number_or_time(const std::string& type) {
    return is_one_of(type, {"tinyint", "smallint", "mediumint", "int", "bigint", "decimal", "float", "double",
                            "date", "datetime", "timestamp", "time", "year"});
}

bool is_binary(const std::string& type) {
    return is_one_of(type, {"binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob"});
}

}  // namespace

std::string quoted(std::string_view name) {
    std::string text = "`";
    for (const char c : name) {
        text.append(c == '`' ? 2 : 1, c);
    }
    return text + "`";
}

std::string quoted(const MysqlTable& table) {
    return quoted(table.schema) + "." + quoted(table.name);
}

std::string named(const MysqlTable& table) {
    return fmt::format("table {}.{}", table.schema, table.name);
}

std::string as_text(const MysqlColumn& column) {
    const std::string name = quoted(column.name);
    if (column.type == "bit") {
        return fmt::format("CAST({} + 0 AS CHAR)", name);
    }
    return is_number_or_time(column.type) ? fmt::format("CAST({} AS CHAR)", name) : name;
}

std::string from_bytes(const MysqlColumn& column, const std::string& bytes) {
    if (is_binary(column.type)) {
        return bytes;
    }
    const std::string text = fmt::format("CONVERT({} USING utf8mb4)", bytes);
    return column.type == "bit" ? fmt::format("CAST({} AS UNSIGNED)", text) : text;
}

std::string as_bytes(const MysqlColumn& column) {
    const std::string text =
        is_binary(column.type) ? as_text(column) : fmt::format("CONVERT({} USING utf8mb4)", as_text(column));
    return fmt::format("CAST({} AS BINARY)", text);
}

const MysqlColumn* find_column(const std::vector<MysqlColumn>& columns, std::string_view name) {
    const auto found = std::find_if(columns.begin(), columns.end(), [name](const MysqlColumn& column) {
        return base::equal_without_case(column.name, name);
    });
    return found == columns.end() ? nullptr : &*found;
}

std::vector<MysqlTable> MysqlCatalog::tables() {
    std::string sql =
        "SELECT table_schema, table_name FROM information_schema.tables"
        " WHERE table_type IN ('BASE TABLE', 'SYSTEM VERSIONED')"
        " AND table_schema NOT IN ('mysql', 'information_schema', 'performance_schema', 'sys')";
    std::vector<Secret> parameters;
    if (!database_.empty()) {
        sql += " AND table_schema = ?";
        parameters.emplace_back(database_);
    }
    std::vector<MysqlTable> tables;
    for (const MysqlRow& row : connection_.rows(sql + " ORDER BY table_schema, table_name", parameters)) {
        tables.push_back({text_of(row[0]), text_of(row[1])});
    }
    return tables;
}

std::vector<MysqlColumn> MysqlCatalog::columns(const MysqlTable& table) {
    const auto rows = connection_.rows(
        "SELECT column_name, data_type, is_nullable FROM information_schema.columns"
        " WHERE table_schema = ? AND table_name = ? ORDER BY ordinal_position",
        parameters_of(table), named(table));
    std::vector<MysqlColumn> columns;
    for (const MysqlRow& row : rows) {
        columns.push_back({text_of(row[0]), base::lower(text_of(row[1])), text_of(row[2]) != "NO"});
    }
    return columns;
}

std::vector<std::string> MysqlCatalog::primary_key(const MysqlTable& table) {
    const auto rows = connection_.rows(
        "SELECT column_name FROM information_schema.statistics"
        " WHERE table_schema = ? AND table_name = ? AND index_name = 'PRIMARY' ORDER BY seq_in_index",
        parameters_of(table), named(table));
    std::vector<std::string> names;
    std::transform(rows.begin(), rows.end(), std::back_inserter(names),
                   [](const MysqlRow& row) { return text_of(row[0]); });
    return names;
}

void MysqlCatalog::require_transactions(const MysqlTable& table) {
    const std::string engine = text_of_first(connection_.rows(
        "SELECT engine FROM information_schema.tables WHERE table_schema = ? AND table_name = ?",
        parameters_of(table), named(table)));
    const std::string where = connection_.place() + ", " + named(table);
    if (engine.empty()) {
        throw Error(ErrorKind::failed, where + ": there is no such table");
    }
    const std::string transactions =
        text_of_first(connection_.rows("SELECT transactions FROM information_schema.engines WHERE engine = ?",
                                       {Secret(engine)}, named(table)));
    if (transactions != "YES") {
        throw Error(ErrorKind::failed,
                    fmt::format("{}: the engine {} cannot take back a change", where, engine),
                    "ALTER TABLE ... ENGINE=InnoDB first");
    }
}

std::optional<std::uint64_t> MysqlCatalog::count_rows(const std::string& table) {
    std::optional<std::uint64_t> count;
    for (const MysqlTable& candidate : tables()) {
        if (base::equal_without_case(candidate.name, table)) {
            const std::string text = text_of_first(
                connection_.rows("SELECT COUNT(*) FROM " + quoted(candidate), {}, named(candidate)));
            std::uint64_t rows = 0;
            std::from_chars(text.data(), text.data() + text.size(), rows);
            count = count.value_or(0) + rows;
        }
    }
    return count;
}

}  // namespace postern::source
