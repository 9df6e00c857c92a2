#include "source/pg_transaction.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "source/pg_errors.hpp"
#include "source/pg_sql.hpp"

namespace postern::source {

namespace {

bool same_row(const RowAddress& a, const RowAddress& b) {
    return a.schema == b.schema && a.table == b.table && a.key == b.key;
}

[[noreturn]] void fail(const PgSession& session, const PgTable& table, const std::string& what,
                       const std::string& hint) {
    throw Error(ErrorKind::failed, session.place() + ": " + table.title() + ": " + what, hint);
}

const PgColumn& column_named(const std::vector<PgColumn>& columns, const std::string& name,
                             const std::string& where) {
    const auto found = std::find_if(columns.begin(), columns.end(),
                                    [&name](const PgColumn& column) { return column.name == name; });
    if (found == columns.end()) {
        throw pg_error("42703", where);
    }
    return *found;
}

std::string cast(const std::string& expression, const PgColumn& column) {
    return "CAST(" + expression + " AS " + column.type + ")";
}

}  // namespace

PgTransaction::PgTransaction(std::shared_ptr<PgSession> session, std::shared_ptr<void> open)
    : session_(std::move(session)), open_(std::move(open)), hidden_(*session_) {
    session_->run("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE");
    try {
        // What is told to be done must be on disk.
        session_->run(
            "SELECT pg_catalog.set_config('synchronous_commit', 'on', true)"
            " WHERE pg_catalog.current_setting('synchronous_commit') = 'off'");
    } catch (const Error&) {
        session_->run("ROLLBACK");
        throw;
    }
}

PgTransaction::~PgTransaction() {
    if (!done_) {
        try {
            session_->run("ROLLBACK");
        } catch (const std::exception&) {
            done_ = true;  // the connection is gone, and the transaction with it
        }
    }
}

// A column outside of the primary key may hold anything, and is compared by the text it was read as:
// concat() makes the same one, ::text does not.
PgTransaction::Condition PgTransaction::condition(const RowAddress& row, const PgTable& table,
                                                  const std::vector<PgColumn>& columns) {
    const std::vector<std::string> key = pg_primary_key(*session_, table);
    Condition condition;
    std::vector<Secret> secrets;
    std::vector<std::string> hidden;
    for (const auto& [name, value] : row.key) {
        const PgColumn& column = column_named(columns, name, session_->place() + ": " + table.title());
        const std::string field = "t." + pg_identifier(name);
        condition.sql += condition.sql.empty() ? "" : " AND ";
        if (!value) {
            condition.sql += field + " IS NULL";
        } else if (std::find(key.begin(), key.end(), name) != key.end()) {
            condition.parameters.push_back(*value);
            condition.sql +=
                field + " = " +
                cast("$" + std::to_string(condition.parameters.size()) + "::pg_catalog.text", column);
        } else {
            const std::vector<std::string> sent = [&, copy = Secret(*value)] {
                return hidden_.send({&copy});
            }();
            condition.sql +=
                field + " IS NOT NULL AND pg_catalog.concat(" + field + ") COLLATE \"C\" = " + sent[0];
        }
    }
    return condition;
}

std::optional<std::vector<ColumnValue>> PgTransaction::lock(const RowAddress& row,
                                                            const std::vector<std::string>& columns) {
    const PgTable table = pg_table(*session_, row.schema, row.table);
    const std::vector<PgColumn> all = pg_columns(*session_, table);
    const Condition where = condition(row, table, all);
    if (where.sql.empty()) {
        return std::nullopt;
    }
    std::string wanted = "t.ctid, t.tableoid";
    for (const std::string& column : columns) {
        wanted += ", t." + pg_identifier(column);
    }
    const PgRows rows = session_->run_with(
        where.parameters,
        "SELECT " + wanted + " FROM " + table.rows() + " AS t WHERE " + where.sql + " FOR UPDATE OF t",
        table.title());
    if (rows.size() != 1) {
        return std::nullopt;
    }
    locked_.push_back({row, table, all, rows.text(0, 0), rows.text(0, 1)});
    std::vector<ColumnValue> values;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const auto value = rows.value(0, i + 2);
        values.push_back({columns[i], value ? std::optional(Secret(*value)) : std::nullopt});
    }
    return values;
}

PgTransaction::LockedRow& PgTransaction::locked(const RowAddress& row) {
    const auto found = std::find_if(locked_.rbegin(), locked_.rend(),
                                    [&row](const LockedRow& known) { return same_row(known.address, row); });
    if (found == locked_.rend()) {
        throw Error(ErrorKind::failed, session_->place() + ": a row is to be changed that is not locked",
                    "this is a fault of postern: please report it");
    }
    return *found;
}

std::string PgTransaction::assignments(const LockedRow& row, const std::vector<ColumnValue>& values) {
    std::vector<const Secret*> sent;
    for (const ColumnValue& value : values) {
        sent.push_back(value.value ? &*value.value : nullptr);
    }
    const std::vector<std::string> expressions = hidden_.send(sent);
    std::string list;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const PgColumn& column =
            column_named(row.columns, values[i].column, session_->place() + ": " + row.table.title());
        if (sent[i] == nullptr && column.not_null) {
            // The server would refuse it too, and write the whole row into its log.
            fail(*session_, row.table, "column " + base::printable(column.name) + " must not be NULL",
                 "report this: the rule does not fit this database");
        }
        list +=
            (list.empty() ? "" : ", ") + pg_identifier(column.name) + " = " + cast(expressions[i], column);
    }
    return list;
}

void PgTransaction::update(const RowAddress& row, const std::vector<ColumnValue>& values) {
    if (values.empty()) {
        return;
    }
    LockedRow& at = locked(row);
    const std::string set = assignments(at, values);
    // A trigger may name tables without their schema.
    session_->run("SET LOCAL search_path TO DEFAULT");
    const PgRows rows = session_->run_with(
        {at.tuple, at.partition},
        "UPDATE " + at.table.rows() + " AS t SET " + set +
            " WHERE t.ctid OPERATOR(pg_catalog.=) $1::pg_catalog.tid"
            " AND t.tableoid OPERATOR(pg_catalog.=) $2::pg_catalog.oid RETURNING t.ctid, t.tableoid",
        at.table.title());
    session_->run("SET LOCAL search_path = ''");
    if (rows.size() != 1 || rows.affected() != 1) {
        fail(*session_, at.table, "the server changed " + std::to_string(rows.affected()) + " rows, not one",
             "is there a trigger or a rule on the table?");
    }
    at.tuple = rows.text(0, 0);
    at.partition = rows.text(0, 1);
}

void PgTransaction::commit() {
    // Also fails in a transaction that has failed, of which COMMIT makes a rollback without an error.
    session_->run("SET LOCAL search_path TO DEFAULT");
    session_->run("COMMIT");
    done_ = true;
    open_.reset();
}

}  // namespace postern::source
