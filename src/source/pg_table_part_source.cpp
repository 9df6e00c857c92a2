#include "source/pg_table_part_source.hpp"

#include <fmt/format.h>

#include "source/pg_copy_reader.hpp"
#include "source/sql_insert_reader.hpp"

namespace postern::source {

namespace {

// True when there was anything but line ends.
bool pass_rest(base::ByteWindow& window) {
    bool more = false;
    while (!window.bytes().empty() || window.more()) {
        more = more || window.bytes().find_first_not_of("\r\n") != std::string_view::npos;
        window.consume(window.bytes().size());
    }
    return more;
}

}  // namespace

void PgTablePartSource::read(RecordSink& sink) {
    if (part_.table.empty()) {
        pass_rest(window_);
    } else if (part_.form == TableForm::pg_copy) {
        read_copy(sink);
    } else {
        read_inserts(sink);
    }
}

void PgTablePartSource::read_copy(RecordSink& sink) {
    const SqlTableCatalog catalog = known();
    PgCopyReader rows(window_, catalog);
    rows.set_encoding(format::postgres_encoding(part_.encoding));
    rows.read_block({part_.database, part_.schema, part_.table}, part_.columns, sink);
    const std::uint64_t end = window_.offset();
    if (pass_rest(window_)) {
        sink.skip({end, fmt::format("text behind the last row of table {}: not read", part_.table)});
    }
}

// Before PostgreSQL 10.3 the statements named no schema.
SqlTableCatalog PgTablePartSource::known() const {
    SqlTableCatalog catalog;
    if (!part_.columns.empty()) {
        const SqlTableCatalog::Columns columns{part_.columns, part_.columns, part_.not_null};
        catalog.add({part_.database, part_.schema, part_.table}, columns);
        catalog.add({part_.database, "", part_.table}, columns);
    }
    return catalog;
}

void PgTablePartSource::read_inserts(RecordSink& sink) {
    format::SqlDialect dialect = format::postgres_dialect();
    dialect.escapes = part_.backslash_escapes ? format::StringEscapes::postgres : format::StringEscapes::none;
    dialect.encoding = format::postgres_encoding(part_.encoding);
    const SqlTableCatalog catalog = known();
    SqlSkipper skipper(window_, dialect);
    SqlTokens tokens(window_, dialect);
    SqlInsertReader inserts(window_, dialect, skipper, catalog);
    while (skipper.skip_blanks()) {
        tokens.go_back_to(0);
        if (tokens.take_word("insert")) {
            inserts.read_statement(part_.database, sink);
        } else {
            sink.skip({window_.offset(),
                       fmt::format("a statement among the rows of table {}: not read", part_.table)});
            skipper.skip_statement();
        }
    }
}

}  // namespace postern::source
