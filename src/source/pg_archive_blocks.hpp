// The blocks of data of a pg_dump archive, behind its table of contents.
#pragma once

#include <cstdint>

#include "source/pg_archive_index.hpp"
#include "source/pg_block_reader.hpp"

namespace postern::source {

class PgArchiveBlocks {
public:
    // `start` is where the archive starts in the window's stream.
    PgArchiveBlocks(PgArchiveInput& input, const PgArchiveIndex& index, std::uint64_t start)
        : input_(input), index_(index), start_(start), reader_(input) {}

    // Reads those that are wanted, afterwards the window stands behind the last block. Throws DamagedInput
    // where the blocks are not as the index says.
    void read(RecordSink& sink);

private:
    bool knows_positions() const;
    void read_where_they_are(RecordSink& sink);
    void read_all(RecordSink& sink);
    void go_to(std::uint64_t position);
    const PgArchiveData& read_block(RecordSink& sink);
    void pass_large_objects();

    PgArchiveInput& input_;
    const PgArchiveIndex& index_;
    std::uint64_t start_;
    PgBlockReader reader_;
};

}  // namespace postern::source
