// Archives of pg_dump in its custom format.
#pragma once

#include <vector>

#include "base/byte_window.hpp"
#include "postern/source.hpp"
#include "source/pg_archive_index.hpp"
#include "source/pg_block_reader.hpp"

namespace postern::source {

// Reads the table of contents, then the wanted blocks of data: goes straight to them where the archive says
// where they are, else from block to block. Places and lines of records count from the start of their table's
// rows. With an output, blocks in which nothing changes pass as they came, and the table of contents says no
// longer where they are; pg_restore then looks for them itself. Throws DamagedInput.
class PgArchiveSource : public Source {
public:
    explicit PgArchiveSource(base::ByteWindow& window) : window_(window) {}

    void read(RecordSink& sink) override;

private:
    base::ByteWindow& window_;
};

}  // namespace postern::source
