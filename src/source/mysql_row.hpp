// How one row of a MySQL table is found again.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "postern/database.hpp"
#include "source/mysql_catalog.hpp"
#include "source/mysql_hidden_value.hpp"

namespace postern::source {

// By its primary key, whose values are bound as they are so that the server uses its index; otherwise
// by all columns given, hidden, as they may be secrets.
class MysqlRowCondition {
public:
    // Throws Error when the table has no column of a name in the address.
    MysqlRowCondition(MysqlConnection& connection, const RowAddress& row,
                      const std::vector<MysqlColumn>& columns, const std::vector<std::string>& primary_key);

    bool needs_hiding() const { return needs_hiding_; }
    // What stands behind WHERE.
    const std::string& sql() const { return sql_; }
    // What is to be bound to it; `hidden` only where needs_hiding().
    std::vector<Secret> parameters(const MysqlHiddenValues* hidden) const;

private:
    const RowAddress& row_;
    bool needs_hiding_;
    std::string sql_;
};

MysqlTable table_of(const RowAddress& row);
// Throws Error when there is none.
const MysqlColumn& column_of(MysqlConnection& connection, const RowAddress& row,
                             const std::vector<MysqlColumn>& columns, const std::string& name);

}  // namespace postern::source
