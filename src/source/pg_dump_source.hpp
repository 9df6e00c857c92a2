// Plain-text dumps of PostgreSQL: pg_dump, pg_dumpall.
#pragma once

#include <string>
#include <string_view>

#include "base/byte_window.hpp"
#include "postern/source.hpp"
#include "source/pg_copy_reader.hpp"
#include "source/pg_statement_reader.hpp"
#include "source/pg_statistics_reader.hpp"
#include "source/sql_insert_reader.hpp"

namespace postern::source {

// Lexes statements, never lines: text in a comment, a literal or a function body that looks like a
// COPY block or an INSERT is passed over. Follows \connect, standard_conforming_strings and
// client_encoding as psql would; values are in that encoding. Throws DamagedInput when the input ends too
// early.
class PgDumpSource : public Source {
public:
    // `rows_elsewhere`: the rows that its COPY statements take from other files are read there.
    explicit PgDumpSource(base::ByteWindow& window, bool rows_elsewhere = false);

    void read(RecordSink& sink) override;

private:
    void read_statement(RecordSink& sink);
    void read_meta_command();
    void read_copy(RecordSink& sink);
    void read_create(RecordSink& sink);
    void read_setting();
    void set_encoding(std::string_view name);
    void skip_line();
    void skip_routine();

    base::ByteWindow& window_;
    const bool rows_elsewhere_;
    format::SqlDialect dialect_;
    SqlSkipper skipper_;
    SqlTokens tokens_;
    SqlTableCatalog catalog_;
    SqlInsertReader inserts_;
    PgCopyReader copies_;
    PgStatementReader statements_;
    PgIndexTables indexes_;
    PgStatisticsReader statistics_;
    std::string database_;
};

}  // namespace postern::source
