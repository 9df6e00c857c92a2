// The entries of a pg_dump archive's table of contents, one by one.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "format/pg_archive_toc.hpp"
#include "source/pg_archive_input.hpp"
#include "source/pg_archive_statistics.hpp"

namespace postern::source {

struct PgTocEntry {
    std::int64_t id = 0;
    bool has_data = false;
    std::string tag;
    std::string kind;
    std::string definition;      // only of kinds that are read: see PgTocReader
    std::string copy_statement;  // empty: none
    std::string schema;
    std::string file;
    format::PgPosition position;
};

// Pushes the values in statistics on the way. With an output every entry is passed on, with the edits to
// those, but without the position of its data: what is written before or behind it may become longer or
// shorter. pg_restore then looks for the data itself.
class PgTocReader {
public:
    PgTocReader(PgArchiveInput& input, RecordSink& sink);

    // False behind the last. What the entry held before is wiped. Throws DamagedInput.
    bool next(PgTocEntry& entry);

private:
    void take(format::PgTocField field, PgTocEntry& entry);
    void take_definition(PgTocEntry& entry);
    void take_statistics(const PgTocEntry& entry);
    void take_position(PgTocEntry& entry);

    PgArchiveInput& input_;
    std::vector<format::PgTocField> fields_;
    std::int64_t left_;
    PgArchiveStatistics statistics_;
};

}  // namespace postern::source
