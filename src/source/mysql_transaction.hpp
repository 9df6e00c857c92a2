// Changes to rows of a MySQL database, all or none.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "postern/database.hpp"
#include "source/mysql_catalog.hpp"
#include "source/mysql_connection.hpp"

namespace postern::source {

class MysqlTransaction : public DatabaseTransaction {
public:
    // Keeps `token` until it ends.
    MysqlTransaction(std::shared_ptr<MysqlConnection> connection, std::shared_ptr<void> token);
    ~MysqlTransaction() override;
    MysqlTransaction(const MysqlTransaction&) = delete;
    MysqlTransaction& operator=(const MysqlTransaction&) = delete;

    std::optional<std::vector<ColumnValue>> lock(const RowAddress& row,
                                                 const std::vector<std::string>& columns) override;
    // The row is read again: a server may keep something else than it was given, and counts a row that
    // already had these values as not changed.
    void update(const RowAddress& row, const std::vector<ColumnValue>& values) override;
    void insert(const RowAddress& row, const std::vector<ColumnValue>& values) override;
    void remove(const RowAddress& row) override;
    void commit() override;

private:
    using Address = std::tuple<std::string, std::string, decltype(RowAddress::key)>;

    static Address address(const RowAddress& row) { return {row.schema, row.table, row.key}; }
    // A table as the transaction met it first.
    struct Shape {
        std::vector<MysqlColumn> columns;
        std::vector<std::string> key;
    };

    // Throws Error for a table without transactions.
    const Shape& shape_of(const RowAddress& row);
    std::optional<std::vector<ColumnValue>> find(const RowAddress& row,
                                                 const std::vector<std::string>& columns);
    void write(const RowAddress& row, const std::vector<ColumnValue>& values);
    void require_kept(const RowAddress& row, const std::vector<ColumnValue>& values);
    void require_locked(const RowAddress& row) const;

    std::shared_ptr<MysqlConnection> connection_;
    std::shared_ptr<void> token_;
    MysqlCatalog catalog_;
    std::map<std::pair<std::string, std::string>, Shape> shapes_;  // by schema and table
    std::set<Address> locked_;
};

}  // namespace postern::source
