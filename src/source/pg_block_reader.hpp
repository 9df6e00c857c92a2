// The rows of one block of a pg_dump archive.
#pragma once

#include "compression/expansion_guard.hpp"
#include "postern/record_sink.hpp"
#include "source/pg_archive_input.hpp"
#include "source/table_part.hpp"

namespace postern::source {

class PgBlockReader {
public:
    explicit PgBlockReader(PgArchiveInput& input) : input_(input), guard_(input.window()) {}

    // The window stands at the first chunk; afterwards it stands behind the last. Places of records count
    // from the start of the block's text. Rows that are damaged become a Skip; with an output, which they
    // would be missing in, and where the archive itself does not go on, it throws DamagedInput.
    void read(const TablePart& table, RecordSink& sink);

private:
    PgArchiveInput& input_;
    compression::ExpansionGuard guard_;
};

}  // namespace postern::source
