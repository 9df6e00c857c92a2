// Guarded changes to a PostgreSQL database.
#pragma once

#include <memory>
#include <string>
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
    void commit() override;

private:
    // A row that nobody else can move: where it lies.
    struct LockedRow {
        RowAddress address;
        PgTable table;
        std::vector<PgColumn> columns;
        std::string tuple;      // ctid
        std::string partition;  // tableoid
    };

    struct Condition {
        std::string sql;
        std::vector<std::string> parameters;
    };

    Condition condition(const RowAddress& row, const PgTable& table, const std::vector<PgColumn>& columns);
    LockedRow& locked(const RowAddress& row);
    std::string assignments(const LockedRow& row, const std::vector<ColumnValue>& values);

    std::shared_ptr<PgSession> session_;
    std::shared_ptr<void> open_;
    PgHiddenValues hidden_;
    std::vector<LockedRow> locked_;
    bool done_ = false;
};

}  // namespace postern::source
