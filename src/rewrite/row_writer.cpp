#include "rewrite/row_writer.hpp"

#include <algorithm>

#include "postern/error.hpp"

namespace postern::rewrite {

namespace {

std::vector<std::string> columns_of(const RowChange& change) {
    std::vector<std::string> names;
    for (const ColumnChange& column : change.columns) {
        names.push_back(column.column);
    }
    return names;
}

using Values = std::optional<std::vector<ColumnValue>>;

bool holds(const RowChange& change, const Values& values, std::optional<Secret> ColumnChange::*side) {
    if (!values || values->size() != change.columns.size()) {
        return false;
    }
    for (std::size_t i = 0; i < change.columns.size(); ++i) {
        if ((*values)[i].value != change.columns[i].*side) {
            return false;
        }
    }
    return true;
}

RowState state_of(const RowChange& change, const Values& values) {
    const bool after =
        change.action == RowAction::remove ? !values : holds(change, values, &ColumnChange::after);
    const bool before =
        change.action == RowAction::insert ? !values : holds(change, values, &ColumnChange::before);
    return after ? RowState::after : before ? RowState::before : RowState::other;
}

// A row that what changes tells apart is no longer found by its old address once it is written.
Values lock(DatabaseTransaction& transaction, const RowChange& change) {
    const std::vector<std::string> columns = columns_of(change);
    Values values = transaction.lock(change.row, columns);
    const RowAddress after = address_after(change);
    if (!values && after.key != change.row.key) {
        values = transaction.lock(after, columns);
    }
    return values;
}

std::vector<RowReading> lock_all(DatabaseTransaction& transaction, std::span<const RowChange> changes) {
    std::vector<RowReading> readings;
    for (const RowChange& change : changes) {
        readings.push_back({describe(change), state_of(change, lock(transaction, change))});
    }
    return readings;
}

void refuse_changed(const std::vector<RowReading>& readings) {
    for (const RowReading& reading : readings) {
        if (reading.state != RowState::before) {
            throw Error(ErrorKind::failed,
                        reading.row + ": has changed since it was read; nothing was written",
                        "stop the application, look at the plan again and repeat");
        }
    }
}

void write(DatabaseTransaction& transaction, const RowChange& change) {
    if (change.action == RowAction::remove) {
        transaction.remove(change.row);
        return;
    }
    std::vector<ColumnValue> values;
    for (const ColumnChange& column : change.columns) {
        values.push_back({column.column, column.after});
    }
    if (change.action == RowAction::insert) {
        transaction.insert(change.row, values);
    } else {
        transaction.update(change.row, values);
    }
}

void write_within(DatabaseTransaction& transaction, std::span<const RowChange> changes) {
    refuse_changed(lock_all(transaction, changes));
    for (const RowChange& change : changes) {
        write(transaction, change);
    }
    for (const RowReading& reading : lock_all(transaction, changes)) {
        if (reading.state != RowState::after) {
            throw Error(ErrorKind::failed,
                        reading.row + ": reads otherwise than it was written; nothing was kept",
                        "a trigger of the database may change it: look at the table");
        }
    }
}

}  // namespace

std::vector<RowReading> read_states(Database& database, std::span<const RowChange> changes) {
    return lock_all(*database.begin(), changes);
}

void write_rows(Database& database, std::span<const RowChange> changes) {
    const auto transaction = database.begin();
    write_within(*transaction, changes);
    try {
        transaction->commit();
    } catch (const Error& error) {
        if (error.kind() != ErrorKind::failed) {
            throw;
        }
        throw Error(ErrorKind::unfinished, error.what(), error.hint());
    }
}

void rehearse_rows(Database& database, std::span<const RowChange> changes) {
    write_within(*database.begin(), changes);
}

}  // namespace postern::rewrite
