#include "source/mysql_transaction.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/text.hpp"
#include "postern/error.hpp"
#include "source/mysql_hidden_value.hpp"
#include "source/mysql_row.hpp"

namespace postern::source {

namespace {

std::vector<std::string> names_of(const RowAddress& row) {
    std::vector<std::string> names;
    for (const auto& part : row.key) {
        names.push_back(part.first);
    }
    return names;
}

// A collation may find 'A' where 'a' was asked for.
bool is_exactly(const RowAddress& row, const MysqlRow& values) {
    return std::equal(
        row.key.begin(), row.key.end(), values.begin(), [](const auto& part, const MysqlValue& value) {
            return part.second.has_value() == value.has_value() && (!value || Secret(*part.second) == *value);
        });
}

// The address of the row once the values are written.
RowAddress address_after(RowAddress row, const std::vector<ColumnValue>& values) {
    for (const ColumnValue& written : values) {
        for (auto& [name, value] : row.key) {
            if (base::equal_without_case(name, written.column)) {
                value = written.value ? std::optional(std::string(written.value->reveal())) : std::nullopt;
            }
        }
    }
    return row;
}

std::vector<ColumnValue> with_names(const std::vector<std::string>& names, MysqlRow::iterator values) {
    std::vector<ColumnValue> named;
    for (const std::string& name : names) {
        named.push_back({name, std::move(*values++)});
    }
    return named;
}

}  // namespace

MysqlTransaction::MysqlTransaction(std::shared_ptr<MysqlConnection> connection, std::shared_ptr<void> token)
    : connection_(std::move(connection)), token_(std::move(token)), catalog_(*connection_, {}) {
    connection_->execute("START TRANSACTION READ WRITE");
}

MysqlTransaction::~MysqlTransaction() {
    if (token_) {
        try {
            connection_->execute("ROLLBACK");
        } catch (const Error&) {  // the server rolls back what a lost connection leaves
        }
    }
}

std::optional<std::vector<ColumnValue>> MysqlTransaction::lock(const RowAddress& row,
                                                               const std::vector<std::string>& columns) {
    auto found = find(row, columns);
    if (found) {
        locked_.insert(address(row));
    }
    return found;
}

// Each row would ask the catalog for the same again.
const MysqlTransaction::Shape& MysqlTransaction::shape_of(const RowAddress& row) {
    const auto known = shapes_.find({row.schema, row.table});
    if (known != shapes_.end()) {
        return known->second;
    }
    const MysqlTable table = table_of(row);
    catalog_.require_transactions(table);
    Shape shape{catalog_.columns(table), catalog_.primary_key(table)};
    return shapes_.emplace(std::pair(row.schema, row.table), std::move(shape)).first->second;
}

// nullopt when none has exactly this address, or more than one.
std::optional<std::vector<ColumnValue>> MysqlTransaction::find(const RowAddress& row,
                                                               const std::vector<std::string>& columns) {
    const MysqlTable table = table_of(row);
    const auto& [known, key] = shape_of(row);
    const MysqlRowCondition condition(*connection_, row, known, key);
    std::vector<std::string> names = names_of(row);
    names.insert(names.end(), columns.begin(), columns.end());
    std::vector<std::string> expressions;
    for (const std::string& name : names) {
        expressions.push_back(as_text(column_of(*connection_, row, known, name)));
    }
    std::optional<MysqlHiddenValues> hidden;
    if (condition.needs_hiding()) {
        hidden.emplace(*connection_);
    }
    auto rows = connection_->rows(fmt::format("SELECT {} FROM {} WHERE {} LIMIT 2 FOR UPDATE",
                                              fmt::join(expressions, ", "), quoted(table), condition.sql()),
                                  condition.parameters(hidden ? &*hidden : nullptr), named(table));
    if (rows.size() != 1 || !is_exactly(row, rows[0])) {
        return std::nullopt;
    }
    return with_names(columns, rows[0].begin() + static_cast<std::ptrdiff_t>(row.key.size()));
}

void MysqlTransaction::update(const RowAddress& row, const std::vector<ColumnValue>& values) {
    require_locked(row);
    if (!values.empty()) {
        write(row, values);
        require_kept(row, values);
    }
}

void MysqlTransaction::write(const RowAddress& row, const std::vector<ColumnValue>& values) {
    const MysqlTable table = table_of(row);
    const auto& [known, key] = shape_of(row);
    const MysqlRowCondition condition(*connection_, row, known, key);
    const MysqlHiddenValues hidden(*connection_);
    std::vector<std::string> assignments;
    std::vector<Secret> parameters;
    for (const ColumnValue& value : values) {
        const MysqlColumn& column = column_of(*connection_, row, known, value.column);
        assignments.push_back(quoted(column.name) + " = " +
                              (value.value ? from_bytes(column, MysqlHiddenValues::expression()) : "NULL"));
        if (value.value) {
            parameters.push_back(hidden.bound(*value.value));
        }
    }
    for (Secret& parameter : condition.parameters(&hidden)) {
        parameters.push_back(std::move(parameter));
    }
    connection_->execute(fmt::format("UPDATE {} SET {} WHERE {}", quoted(table), fmt::join(assignments, ", "),
                                     condition.sql()),
                         parameters, named(table));
}

void MysqlTransaction::insert(const RowAddress& row, const std::vector<ColumnValue>& values) {
    const MysqlTable table = table_of(row);
    if (find(row, {})) {
        throw Error(ErrorKind::failed,
                    fmt::format("{}, {}: there is such a row already", connection_->place(), named(table)),
                    "nothing was changed: look at the table");
    }
    const auto& known = shape_of(row).columns;
    const MysqlHiddenValues hidden(*connection_);
    std::vector<std::string> names;
    std::vector<std::string> expressions;
    std::vector<Secret> parameters;
    const auto add = [&](const std::string& name, const std::optional<Secret>& value) {
        const MysqlColumn& column = column_of(*connection_, row, known, name);
        names.push_back(quoted(column.name));
        expressions.push_back(value ? from_bytes(column, MysqlHiddenValues::expression()) : "NULL");
        if (value) {
            parameters.push_back(hidden.bound(*value));
        }
    };
    for (const auto& [name, value] : row.key) {
        add(name, value ? std::optional(Secret(*value)) : std::nullopt);
    }
    for (const ColumnValue& value : values) {
        add(value.column, value.value);
    }
    connection_->execute(fmt::format("INSERT INTO {} ({}) VALUES ({})", quoted(table), fmt::join(names, ", "),
                                     fmt::join(expressions, ", ")),
                         parameters, named(table));
    require_kept(row, values);
}

void MysqlTransaction::remove(const RowAddress& row) {
    require_locked(row);
    const MysqlTable table = table_of(row);
    const auto& [known, key] = shape_of(row);
    const MysqlRowCondition condition(*connection_, row, known, key);
    std::optional<MysqlHiddenValues> hidden;
    if (condition.needs_hiding()) {
        hidden.emplace(*connection_);
    }
    connection_->execute(fmt::format("DELETE FROM {} WHERE {}", quoted(table), condition.sql()),
                         condition.parameters(hidden ? &*hidden : nullptr), named(table));
    locked_.erase(address(row));
}

void MysqlTransaction::require_kept(const RowAddress& row, const std::vector<ColumnValue>& values) {
    std::vector<std::string> columns;
    for (const ColumnValue& value : values) {
        columns.push_back(value.column);
    }
    const auto kept = find(address_after(row, values), columns);
    const auto is_same_value = [](const ColumnValue& a, const ColumnValue& b) { return a.value == b.value; };
    if (!kept || !std::equal(kept->begin(), kept->end(), values.begin(), is_same_value)) {
        throw Error(ErrorKind::failed,
                    fmt::format("{}, {}: the row does not keep what was written to it", connection_->place(),
                                named(table_of(row))),
                    "a trigger or the type of a column changes it; nothing was changed");
    }
}

void MysqlTransaction::require_locked(const RowAddress& row) const {
    if (locked_.find(address(row)) == locked_.end()) {
        throw Error(ErrorKind::failed, fmt::format("{}, {}: a row is to be changed that is not locked",
                                                   connection_->place(), named(table_of(row))));
    }
}

void MysqlTransaction::commit() try {
    connection_->execute("COMMIT");
    token_.reset();
} catch (const Error&) {
    token_.reset();
    throw Error(ErrorKind::failed, connection_->place() + ": the server did not confirm the changes",
                "whether they are made has to be looked up: run this again");
}

}  // namespace postern::source
