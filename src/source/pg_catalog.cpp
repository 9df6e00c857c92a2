#include "source/pg_catalog.hpp"

#include "base/text.hpp"
#include "source/pg_errors.hpp"
#include "source/pg_sql.hpp"

namespace postern::source {

namespace {

constexpr const char* kTables =
    "SELECT c.oid, n.nspname, c.relname, c.relkind OPERATOR(pg_catalog.=) 'p'"
    " FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
    " WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition";

constexpr const char* kNotTheSystems =
    " AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'"
    " ORDER BY n.nspname::pg_catalog.text COLLATE \"C\", c.relname::pg_catalog.text COLLATE \"C\"";

constexpr const char* kColumns =
    "SELECT a.attname, pg_catalog.format_type(a.atttypid, -1),"
    " a.attnotnull OR (t.typtype = 'd' AND t.typnotnull), a.attlen > 0,"
    " a.atttypid = 'pg_catalog.bytea'::pg_catalog.regtype,"
    " a.atthasdef OR a.attidentity <> '' OR t.typdefault IS NOT NULL"
    " FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type t ON t.oid = a.atttypid"
    " WHERE a.attrelid = $1::pg_catalog.oid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum";

// Of the constraint, not of its index, which may INCLUDE columns that are no part of the key: values of
// a key are told to the server in plain.
constexpr const char* kPrimaryKey =
    "SELECT a.attname FROM pg_catalog.pg_constraint c JOIN pg_catalog.pg_attribute a"
    " ON a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey)"
    " WHERE c.conrelid = $1::pg_catalog.oid AND c.contype = 'p'"
    " ORDER BY pg_catalog.array_position(c.conkey, a.attnum)";

PgTable table_of(const PgRows& rows, std::size_t row) {
    return {rows.text(row, 0), rows.text(row, 1), rows.text(row, 2), rows.truth(row, 3)};
}

// octet_length() of a text that is stored apart asks for its length only.
std::string size_sql(const std::string& column, bool fixed, bool bytea) {
    if (fixed) {
        return "32";
    }
    return bytea ? "2 * coalesce(pg_catalog.octet_length(" + column + "), 0)"
                 : "coalesce(pg_catalog.octet_length((" + column + ")::pg_catalog.text), 0)";
}

}  // namespace

std::string PgTable::title() const {
    return "table " + base::printable(schema) + "." + base::printable(name);
}

std::string PgTable::qualified() const {
    return pg_identifier(schema) + "." + pg_identifier(name);
}

std::vector<PgTable> pg_tables(PgSession& session) {
    const PgRows rows = session.run(std::string(kTables) + kNotTheSystems);
    std::vector<PgTable> tables;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        tables.push_back(table_of(rows, row));
    }
    return tables;
}

PgTable pg_table(PgSession& session, const std::string& schema, const std::string& name) {
    const PgRows rows =
        session.run_with({schema, name}, std::string(kTables) + " AND n.nspname = $1 AND c.relname = $2");
    if (rows.size() != 1) {
        throw pg_error("42P01", session.place() + ": " + PgTable{"", schema, name, false}.title());
    }
    return table_of(rows, 0);
}

std::vector<PgColumn> pg_columns(PgSession& session, const PgTable& table) {
    const PgRows rows = session.run_with({table.oid}, kColumns);
    std::vector<PgColumn> columns;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        const std::string name = rows.text(row, 0);
        columns.push_back({name, rows.text(row, 1),
                           size_sql("t." + pg_identifier(name), rows.truth(row, 3), rows.truth(row, 4)),
                           rows.truth(row, 2), rows.truth(row, 5)});
    }
    return columns;
}

std::vector<std::string> pg_primary_key(PgSession& session, const PgTable& table) {
    const PgRows rows = session.run_with({table.oid}, kPrimaryKey);
    std::vector<std::string> names;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        names.push_back(rows.text(row, 0));
    }
    return names;
}

}  // namespace postern::source
