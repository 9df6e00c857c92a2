// Values of columns in the statistics of a PostgreSQL dump (pg_dump --statistics).
#pragma once

#include <map>
#include <string>

#include "source/sql_skipper.hpp"
#include "source/statement_record.hpp"

namespace postern::source {

// Of indexes on wanted tables: the table's name by the index's.
using PgIndexTables = std::map<std::string, std::string>;

// SELECT * FROM pg_catalog.pg_restore_attribute_stats(...) is an element kColumnStatistics
// (postern/record.hpp). An edit to NULL leaves a statement that restores, without those statistics.
class PgStatisticsReader {
public:
    // Other statements may be read elsewhere: what they say of indexes is kept in `indexes`.
    PgStatisticsReader(base::ByteWindow& window, const format::SqlDialect& dialect, SqlSkipper& skipper,
                       PgIndexTables& indexes)
        : window_(window),
          dialect_(dialect),
          skipper_(skipper),
          indexes_(indexes),
          statement_(window, dialect) {}

    // The window stands at a statement, of a dump or alone. True when it is such a one, about a table whose
    // rows the sink wants: the window stands behind it then; else nothing has happened. Throws DamagedInput
    // when the input ends in it.
    bool read_statement(const std::string& database, RecordSink& sink);

    // The window stands at CREATE and stays there. Keeps the name of an index on a table whose rows the sink
    // wants: statistics of one name no column and are a Skip.
    void note_index(RecordSink& sink);

private:
    bool read_head(RecordSink& sink);
    bool read_arguments(RecordSink& sink);
    void tell_index(const std::string& name, RecordSink& sink);
    bool add_argument(RecordSink& sink);
    void splice(std::span<const Edit> edits);

    base::ByteWindow& window_;
    const format::SqlDialect& dialect_;
    SqlSkipper& skipper_;
    PgIndexTables& indexes_;
    StatementRecord statement_;
};

}  // namespace postern::source
