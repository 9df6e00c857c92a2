#include "source/mysql_row.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "postern/error.hpp"

namespace postern::source {

namespace {

bool names_key(const RowAddress& row, const std::vector<std::string>& primary_key) {
    const auto is_named = [&row](const std::string& column) {
        return std::any_of(row.key.begin(), row.key.end(), [&column](const auto& part) {
            return part.second && base::equal_without_case(part.first, column);
        });
    };
    return !primary_key.empty() && row.key.size() == primary_key.size() &&
           std::all_of(primary_key.begin(), primary_key.end(), is_named);
}

bool has_value(const RowAddress& row) {
    return std::any_of(row.key.begin(), row.key.end(),
                       [](const auto& part) { return part.second.has_value(); });
}

std::string comparison(const MysqlColumn& column, bool is_null, bool hidden) {
    if (is_null) {
        return quoted(column.name) + " IS NULL";
    }
    return hidden ? as_bytes(column) + " = " + MysqlHiddenValues::expression() : quoted(column.name) + " = ?";
}

}  // namespace

MysqlTable table_of(const RowAddress& row) {
    return {row.schema, row.table};
}

const MysqlColumn& column_of(MysqlConnection& connection, const RowAddress& row,
                             const std::vector<MysqlColumn>& columns, const std::string& name) {
    if (const MysqlColumn* column = find_column(columns, name)) {
        return *column;
    }
    throw Error(ErrorKind::failed,
                fmt::format("{}, {}: no column {}", connection.place(), named(table_of(row)), name),
                "the table is another one, or the account may not see the column");
}

MysqlRowCondition::MysqlRowCondition(MysqlConnection& connection, const RowAddress& row,
                                     const std::vector<MysqlColumn>& columns,
                                     const std::vector<std::string>& primary_key)
    : row_(row), needs_hiding_(!names_key(row, primary_key) && has_value(row)) {
    for (const auto& [name, value] : row.key) {
        sql_ += sql_.empty() ? "" : " AND ";
        sql_ += comparison(column_of(connection, row, columns, name), !value, needs_hiding_);
    }
}

std::vector<Secret> MysqlRowCondition::parameters(const MysqlHiddenValues* hidden) const {
    std::vector<Secret> parameters;
    for (const auto& [name, value] : row_.key) {
        if (value) {
            const Secret plain(*value);
            parameters.push_back(needs_hiding_ ? hidden->bound(plain) : plain);
        }
    }
    return parameters;
}

}  // namespace postern::source
