// Guarded changes to a PostgreSQL database.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "postern/database.hpp"
#include "source/pg_catalog.hpp"
#include "source/pg_hidden_values.hpp"
#include "source/pg_session.hpp"

namespace postern::source {

// Neither values nor what tells a row without a primary key apart reach the server's log: both may be
// secret. A primary key does, as a bound parameter.
class PgTransaction : public DatabaseTransaction {
public:
    // `open` lives until the transaction has ended.
    PgTransaction(std::shared_ptr<PgSession> session, std::shared_ptr<void> open);
    ~PgTransaction() override;

    std::optional<std::vector<ColumnValue>> lock(const RowAddress& row,
                                                 const std::vector<std::string>& columns) override;
    void update(const RowAddress& row, const std::vector<ColumnValue>& values) override;
    void insert(const RowAddress& row, const std::vector<ColumnValue>& values) override;
    void remove(const RowAddress& row) override;
    void commit() override;

private:
    // A table as the transaction met it first.
    struct Shape {
        PgTable table;
        std::vector<PgColumn> columns;
        std::vector<std::string> key;
    };

    // A row that nobody else can move: where it lies.
    struct LockedRow {
        const Shape* shape = nullptr;
        std::string tuple;      // ctid
        std::string partition;  // tableoid
    };

    struct Condition {
        std::string sql;
        std::vector<std::string> parameters;
    };

    using Address = std::tuple<std::string, std::string, decltype(RowAddress::key)>;

    static Address address(const RowAddress& row) { return {row.schema, row.table, row.key}; }
    const Shape& shape_of(const RowAddress& row);
    Condition condition(const RowAddress& row, const Shape& shape);
    void require_new(const RowAddress& row, const Shape& shape, const std::vector<ColumnValue>& values);
    LockedRow& locked(const RowAddress& row);
    // An expression for each, of its column's type.
    std::vector<std::string> expressions(const Shape& shape, const std::vector<ColumnValue>& values);
    // Runs a statement that must change one row, whose new place it returns.
    PgRows change_one(const PgTable& table, const std::vector<std::string>& parameters,
                      const std::string& statement);

    std::shared_ptr<PgSession> session_;
    std::shared_ptr<void> open_;
    PgHiddenValues hidden_;
    std::map<std::pair<std::string, std::string>, Shape> shapes_;  // by schema and table
    std::map<Address, LockedRow> locked_;
    bool done_ = false;
};

}  // namespace postern::source
