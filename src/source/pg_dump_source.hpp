// Plain-text dumps of PostgreSQL: pg_dump, pg_dumpall.
#pragma once

#include <string>

#include "base/byte_window.hpp"
#include "postern/source.hpp"
#include "source/pg_copy_reader.hpp"
#include "source/sql_insert_reader.hpp"

namespace postern::source {

// Lexes statements, never lines: text in a comment, a literal or a function body that looks like a
// COPY block or an INSERT is passed over. Follows \connect, standard_conforming_strings and
// client_encoding as psql would. Throws DamagedInput when the input ends too early.
class PgDumpSource : public Source {
public:
    explicit PgDumpSource(base::ByteWindow& window);

    void read(RecordSink& sink) override;

private:
    void read_statement(RecordSink& sink);
    void read_meta_command();
    void read_copy(RecordSink& sink);
    void read_create(RecordSink& sink);
    void read_setting();
    void skip_line();
    void skip_routine();

    base::ByteWindow& window_;
    format::SqlDialect dialect_;
    SqlSkipper skipper_;
    SqlTokens tokens_;
    SqlTableCatalog catalog_;
    SqlInsertReader inserts_;
    PgCopyReader copies_;
    std::string database_;
};

}  // namespace postern::source
