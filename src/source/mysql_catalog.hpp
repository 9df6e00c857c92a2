// What a MySQL server says about its tables and columns.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "source/mysql_connection.hpp"

namespace postern::source {

struct MysqlTable {
    std::string schema;
    std::string name;
};

struct MysqlColumn {
    std::string name;
    std::string type;  // as in information_schema: "varchar"
    bool nullable = true;
};

// `name`, with backquotes in it doubled.
std::string quoted(std::string_view name);
std::string quoted(const MysqlTable& table);
// "table jira.mailserver", for errors.
std::string named(const MysqlTable& table);

// An expression whose value is the column's as text, the same in every protocol: the driver turns
// numbers of a prepared statement into text by rules of its own.
std::string as_text(const MysqlColumn& column);
// An expression that turns bytes, given as an expression, into a value for the column.
std::string from_bytes(const MysqlColumn& column, const std::string& bytes);
// The same of the column, so that both can be compared byte by byte.
std::string as_bytes(const MysqlColumn& column);

// Names compare without case, as the server does for columns.
const MysqlColumn* find_column(const std::vector<MysqlColumn>& columns, std::string_view name);

class MysqlCatalog {
public:
    // With an empty database: all that are not the system's.
    MysqlCatalog(MysqlConnection& connection, std::string database)
        : connection_(connection), database_(std::move(database)) {}

    std::vector<MysqlTable> tables();
    // In their order; those the account may see.
    std::vector<MysqlColumn> columns(const MysqlTable& table);
    std::vector<std::string> primary_key(const MysqlTable& table);
    // Throws Error when a rollback would not undo changes to the table.
    void require_transactions(const MysqlTable& table);
    // Of all visible tables of that name, without case; nullopt when there is none.
    std::optional<std::uint64_t> count_rows(const std::string& table);

private:
    MysqlConnection& connection_;
    std::string database_;
};

}  // namespace postern::source
