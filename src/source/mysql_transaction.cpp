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

bool is_same(const RowAddress& a, const RowAddress& b) {
    return a.schema == b.schema && a.table == b.table && a.key == b.key;
}

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
    catalog_.require_transactions(table_of(row));
    auto found = find(row, columns);
    if (found) {
        locked_.push_back(row);
    }
    return found;
}

// nullopt when none has exactly this address, or more than one.
std::optional<std::vector<ColumnValue>> MysqlTransaction::find(const RowAddress& row,
                                                               const std::vector<std::string>& columns) {
    const MysqlTable table = table_of(row);
    const auto known = catalog_.columns(table);
    const MysqlRowCondition condition(*connection_, row, known, catalog_.primary_key(table));
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
    const auto known = catalog_.columns(table);
    const MysqlRowCondition condition(*connection_, row, known, catalog_.primary_key(table));
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
    if (std::none_of(locked_.begin(), locked_.end(),
                     [&row](const RowAddress& locked) { return is_same(locked, row); })) {
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
