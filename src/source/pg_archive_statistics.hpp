// Values of columns in the statistics that a pg_dump archive keeps in its table of contents.
#pragma once

#include <string>
#include <string_view>

#include "base/byte_stream.hpp"
#include "format/sql_dialect.hpp"
#include "postern/record_sink.hpp"
#include "source/pg_statistics_reader.hpp"

namespace postern::source {

class PgArchiveStatistics {
public:
    PgArchiveStatistics(std::string database, RecordSink& sink)
        : database_(std::move(database)), sink_(sink), dialect_(format::postgres_dialect()) {}

    // Whether the definition of an entry of this kind says how statistics are to be read: settings, indexes.
    static bool is_told_by(std::string_view kind);
    // Of each such entry, before the statistics.
    void note(std::string_view kind, std::string_view definition);

    // Whether those in the entry of this tag, which is a table's or an index's name, are to be read.
    bool wants(const std::string& tag);
    // Pushes what PgStatisticsReader finds, at places that count from the definition's start. `output` gets
    // the definition with the sink's edits; nullptr: nobody does. Throws DamagedInput.
    void read(std::string_view definition, base::ByteSink* output);
    // They are longer than any that are read: a Skip.
    void tell_length(const std::string& tag);

private:
    std::string database_;
    RecordSink& sink_;
    format::SqlDialect dialect_;
    PgIndexTables indexes_;
};

}  // namespace postern::source
