// Column orders, as the CREATE TABLE statements of a dump give them.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "postern/record_sink.hpp"
#include "source/sql_tokens.hpp"

namespace postern::source {

// A table as a statement names it, unquoted; empty where it does not say.
struct SqlTableName {
    std::string database;
    std::string schema;
    std::string table;

    bool operator==(const SqlTableName&) const = default;
};

// Reads "name", "schema.name" or "database.schema.name" at the tokens' position; the table is empty
// when no name stands there. Of two parts, the first is the schema, or the
// database where the dialect has no schemas.
SqlTableName read_table_name(SqlTokens& tokens);

class SqlTableCatalog {
public:
    struct Columns {
        std::vector<std::string> all;
        std::vector<std::string> stored;  // without the generated ones
        std::vector<std::string> not_null = {};
    };

    // The tokens stand behind CREATE TABLE. Reads the table's name and, when the sink wants its rows,
    // its definition. `database` is what \connect or USE said last.
    void read_table(SqlTokens& tokens, const std::string& database, bool key_is_constraint, RecordSink& sink);

    // The same once the name is read. Nothing is remembered when no "( column definitions )" stand there
    // (CREATE TABLE ... AS, PARTITION OF). `key_is_constraint`: an unquoted KEY or INDEX opens an index, as
    // in MySQL, not a column.
    void read_wanted(const SqlTableName& name, SqlTokens& tokens, bool key_is_constraint, RecordSink& sink);

    // What somebody else knows of a table.
    void add(const SqlTableName& name, Columns columns);

    // A table of exactly that name comes before one that differs in case; null when neither is known.
    const Columns* find(const SqlTableName& name) const;

    // The names for rows of `width` values without a column list: all columns, or all but the
    // generated ones; null when the table is unknown or neither fits.
    const std::vector<std::string>* columns(const SqlTableName& name, std::size_t width) const;

    // The columns that cannot be NULL; none when the table is unknown.
    std::span<const std::string> not_null(const SqlTableName& name) const;

private:
    static std::optional<Columns> read_columns(SqlTokens& tokens, bool key_is_constraint);

    std::map<std::string, Columns> tables_;
    std::map<std::string, std::string> lower_case_;  // to the key in tables_
};

}  // namespace postern::source
