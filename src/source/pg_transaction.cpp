#include "source/pg_transaction.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "source/pg_errors.hpp"
#include "source/pg_sql.hpp"

namespace postern::source {

namespace {

constexpr const char* kWhereItLies =
    " WHERE t.ctid OPERATOR(pg_catalog.=) $1::pg_catalog.tid"
    " AND t.tableoid OPERATOR(pg_catalog.=) $2::pg_catalog.oid";

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

// Each row would ask the catalog for the same again.
const PgTransaction::Shape& PgTransaction::shape_of(const RowAddress& row) {
    const auto known = shapes_.find({row.schema, row.table});
    if (known != shapes_.end()) {
        return known->second;
    }
    const PgTable table = pg_table(*session_, row.schema, row.table);
    Shape shape{table, pg_columns(*session_, table), pg_primary_key(*session_, table)};
    return shapes_.emplace(std::pair(row.schema, row.table), std::move(shape)).first->second;
}

// A column outside of the primary key may hold anything, and is compared by the text it was read as:
// concat() makes the same one, ::text does not.
PgTransaction::Condition PgTransaction::condition(const RowAddress& row, const Shape& shape) {
    const auto& [table, columns, key] = shape;
    Condition condition;
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
    const Shape& shape = shape_of(row);
    const PgTable& table = shape.table;
    const Condition where = condition(row, shape);
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
    locked_[address(row)] = {&shape, rows.text(0, 0), rows.text(0, 1)};
    std::vector<ColumnValue> values;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const auto value = rows.value(0, i + 2);
        values.push_back({columns[i], value ? std::optional(Secret(*value)) : std::nullopt});
    }
    return values;
}

PgTransaction::LockedRow& PgTransaction::locked(const RowAddress& row) {
    const auto found = locked_.find(address(row));
    if (found == locked_.end()) {
        throw Error(ErrorKind::failed, session_->place() + ": a row is to be changed that is not locked",
                    "this is a fault of postern: please report it");
    }
    return found->second;
}

std::vector<std::string> PgTransaction::expressions(const Shape& shape,
                                                    const std::vector<ColumnValue>& values) {
    const PgTable& table = shape.table;
    std::vector<const Secret*> sent;
    for (const ColumnValue& value : values) {
        sent.push_back(value.value ? &*value.value : nullptr);
    }
    std::vector<std::string> list = hidden_.send(sent);
    for (std::size_t i = 0; i < values.size(); ++i) {
        const PgColumn& column =
            column_named(shape.columns, values[i].column, session_->place() + ": " + table.title());
        if (sent[i] == nullptr && column.not_null) {
            // The server would refuse it too, and write the whole row into its log.
            fail(*session_, table, "column " + base::printable(column.name) + " must not be NULL",
                 "report this: the rule does not fit this database");
        }
        list[i] = cast(list[i], column);
    }
    return list;
}

PgRows PgTransaction::change_one(const PgTable& table, const std::vector<std::string>& parameters,
                                 const std::string& statement) {
    // A trigger may name tables without their schema.
    session_->run("SET LOCAL search_path TO DEFAULT");
    PgRows rows = session_->run_with(parameters, statement + " RETURNING t.ctid, t.tableoid", table.title());
    session_->run("SET LOCAL search_path = ''");
    if (rows.size() != 1 || rows.affected() != 1) {
        fail(*session_, table, "the server changed " + std::to_string(rows.affected()) + " rows, not one",
             "is there a trigger or a rule on the table?");
    }
    return rows;
}

void PgTransaction::update(const RowAddress& row, const std::vector<ColumnValue>& values) {
    if (values.empty()) {
        return;
    }
    LockedRow& at = locked(row);
    const std::vector<std::string> list = expressions(*at.shape, values);
    std::string set;
    for (std::size_t i = 0; i < values.size(); ++i) {
        set += (i == 0 ? "" : ", ") + pg_identifier(values[i].column) + " = " + list[i];
    }
    const PgRows rows = change_one(at.shape->table, {at.tuple, at.partition},
                                   "UPDATE " + at.shape->table.rows() + " AS t SET " + set + kWhereItLies);
    at.tuple = rows.text(0, 0);
    at.partition = rows.text(0, 1);
}

// The server would find these out too, but write values of the row into its log; and it takes the same
// row twice where the table has no key.
void PgTransaction::require_new(const RowAddress& row, const Shape& shape,
                                const std::vector<ColumnValue>& values) {
    const PgTable& table = shape.table;
    for (const PgColumn& column : shape.columns) {
        const bool is_given = std::any_of(values.begin(), values.end(), [&column](const ColumnValue& value) {
            return value.column == column.name;
        });
        if (column.not_null && !column.has_default && !is_given) {
            fail(*session_, table, "a new row needs a value for column " + base::printable(column.name),
                 "is this the table of another version?");
        }
    }
    const Condition where = condition(row, shape);
    if (where.sql.empty()) {
        return;
    }
    const PgRows rows = session_->run_with(
        where.parameters, "SELECT 1 FROM " + table.rows() + " AS t WHERE " + where.sql + " LIMIT 1",
        table.title());
    if (rows.size() != 0) {
        fail(*session_, table, "there is such a row already", "nothing was changed: look at the table");
    }
}

void PgTransaction::insert(const RowAddress& row, const std::vector<ColumnValue>& values) {
    const Shape& shape = shape_of(row);
    const PgTable& table = shape.table;
    std::vector<ColumnValue> all;
    for (const auto& [name, value] : row.key) {
        all.push_back({name, value ? std::optional(Secret(*value)) : std::nullopt});
    }
    all.insert(all.end(), values.begin(), values.end());
    require_new(row, shape, all);
    const std::vector<std::string> list = expressions(shape, all);
    std::string names;
    std::string given;
    for (std::size_t i = 0; i < all.size(); ++i) {
        names += (i == 0 ? "" : ", ") + pg_identifier(all[i].column);
        given += (i == 0 ? "" : ", ") + list[i];
    }
    change_one(table, {},
               "INSERT INTO " + table.qualified() + " AS t (" + names + ") VALUES (" + given + ")");
}

void PgTransaction::remove(const RowAddress& row) {
    const LockedRow& at = locked(row);
    const PgTable& table = at.shape->table;
    change_one(table, {at.tuple, at.partition}, "DELETE FROM " + table.rows() + " AS t" + kWhereItLies);
}

void PgTransaction::commit() {
    // Also fails in a transaction that has failed, of which COMMIT makes a rollback without an error.
    session_->run("SET LOCAL search_path TO DEFAULT");
    session_->run("COMMIT");
    done_ = true;
    open_.reset();
}

}  // namespace postern::source
