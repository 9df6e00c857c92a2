// The rows of INSERT statements.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "postern/record_sink.hpp"
#include "source/sql_skipper.hpp"
#include "source/sql_table_catalog.hpp"

namespace postern::source {

// Reads one INSERT or REPLACE at a time, of any form: with or without a column list, one row or
// many, with what the dump programs put around the rows (IGNORE, OVERRIDING SYSTEM VALUE, ON
// CONFLICT DO NOTHING). Rows without a column list take their names from the catalog; where that
// does not know them they are pushed unnamed. Of a row in which nothing tells what a backslash means, the
// edits are not written, and a Skip says so.
class SqlInsertReader {
public:
    SqlInsertReader(base::ByteWindow& window, const format::SqlDialect& dialect, SqlSkipper& skipper,
                    const SqlTableCatalog& catalog)
        : window_(window),
          dialect_(dialect),
          skipper_(skipper),
          catalog_(catalog),
          tokens_(window, dialect) {}

    ~SqlInsertReader();
    SqlInsertReader(const SqlInsertReader&) = delete;
    SqlInsertReader& operator=(const SqlInsertReader&) = delete;

    // The window stands at INSERT or REPLACE; afterwards it stands behind the statement. `database`
    // is what \connect or USE said last. Throws DamagedInput when the input ends in the statement.
    void read_statement(const std::string& database, RecordSink& sink);

    // The window stands at UPDATE, whose new values are not read; a wanted table makes it a Skip.
    void skip_update(RecordSink& sink);
    // The same for DELETE, whose conditions may name values: the first that does is a Skip. `remedy`: what to
    // do, as the end of its sentence.
    void skip_delete(RecordSink& sink, const char* remedy = "");
    // The same for WITH, whose INSERT or UPDATE stands somewhere behind.
    void skip_with(RecordSink& sink);

private:
    // One value: its tokens are row_tokens_[first_token, end_token).
    struct Value {
        std::size_t first_token = 0;
        std::size_t end_token = 0;
    };

    void read_head();
    void look_behind_rows(RecordSink& sink);
    bool is_wanted(RecordSink& sink);
    bool has_wanted_rows(RecordSink& sink);
    void tell_not_read(const char* what, RecordSink& sink);
    void read_column_list();
    bool take_values_word();
    void read_rows(RecordSink& sink);
    void read_tuple();
    bool read_value();
    bool name_columns(RecordSink& sink);
    std::span<const format::SqlToken> tokens_of(const Value& value) const;
    std::optional<std::string_view> decode(const Value& value);
    bool append_literal(std::span<const format::SqlToken> tokens);
    void tell_doubt(RecordSink& sink);
    void push_record(RecordSink& sink);

    base::ByteWindow& window_;
    const format::SqlDialect& dialect_;
    SqlSkipper& skipper_;
    const SqlTableCatalog& catalog_;
    SqlTokens tokens_;

    std::string last_table_;  // the sink's answer for the table asked for last
    bool last_wanted_ = false;
    SqlTableName last_row_table_;
    bool last_rows_wanted_ = false;

    SqlTableName name_;
    bool has_column_list_ = false;
    std::vector<std::string> columns_;  // of this statement; empty when nobody names them
    std::vector<format::SqlToken> row_tokens_;
    std::vector<Value> values_;
    std::vector<Field> fields_;
    std::string decoded_;           // wiped at the end
    bool has_expression_ = false;   // this row
    bool has_doubt_ = false;        // this row: whether its backslashes are escapes
    bool told_expression_ = false;  // in this statement
    bool told_doubt_ = false;       // in this statement
    bool told_nameless_ = false;
    bool told_delete_ = false;
};

}  // namespace postern::source
