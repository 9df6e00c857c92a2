#include "source/hsqldb_source.hpp"

#include "base/text.hpp"

namespace postern::source {

HsqldbSource::HsqldbSource(base::ByteWindow& window)
    : window_(window),
      dialect_(format::hsqldb_dialect()),
      skipper_(window, dialect_),
      tokens_(window, dialect_),
      inserts_(window, dialect_, skipper_, catalog_) {}

void HsqldbSource::read(RecordSink& sink) {
    while (skipper_.skip_blanks()) {
        tokens_.go_back_to(0);
        if (tokens_.take_word("insert")) {
            inserts_.read_statement({}, sink);
        } else if (tokens_.take_word("create")) {
            read_create(sink);
        } else if (tokens_.take_word("delete")) {
            inserts_.skip_delete(
                sink, "; open the database and run SHUTDOWN COMPACT, which leaves no such statements");
        } else if (tokens_.take_word("update")) {
            inserts_.skip_update(sink);
        } else {
            skipper_.skip_statement();
        }
    }
}

void HsqldbSource::read_create(RecordSink& sink) {
    tokens_.take_word("memory");
    const bool elsewhere = tokens_.take_word("cached") || tokens_.take_word("text");
    if (tokens_.take_word("table")) {
        const SqlTableName name = read_table_name(tokens_);
        catalog_.read_wanted(name, tokens_, false, sink);
        if (elsewhere && sink.wants(RecordShape::row, name.table)) {
            sink.skip({window_.offset(), "the rows of a table that a rule names stand in another file"});
        }
    }
    tokens_.go_back_to(0);
    skipper_.skip_statement();
}

}  // namespace postern::source
