// The data of one block of a pg_dump archive: chunks, each behind its length, up to one of no length.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "base/byte_stream.hpp"
#include "compression/compressed_input.hpp"
#include "source/pg_archive_input.hpp"

namespace postern::source {

// Lets go of all chunks at the front.
void pass_chunks(PgArchiveInput& input);

// What the chunks at the front hold, joined.
class PgChunkInput : public base::ByteSource {
public:
    PgChunkInput(PgArchiveInput& input, compression::UsedBytes used)
        : input_(input.window(), used), number_size_(input.head().number_size) {}

    // Throws DamagedInput where the chunks do not go on.
    std::size_t read(std::span<char> buffer) override;
    // Reads what is left, for nobody.
    void pass_rest();

    // What becomes of their bytes from now on, and of those that are held.
    void let_go(compression::UsedBytes used) { input_.let_go(used); }
    std::uint64_t used() const { return input_.used(); }  // lengths included

private:
    bool next_chunk();
    void see(std::size_t count);

    compression::CompressedInput input_;
    std::size_t number_size_;
    std::uint64_t left_ = 0;  // of this chunk
    bool ended_ = false;
};

// Cuts what it is given into chunks.
class PgChunkOutput : public base::ByteSink {
public:
    PgChunkOutput(base::ByteSink& output, std::size_t number_size);
    ~PgChunkOutput() override;
    PgChunkOutput(const PgChunkOutput&) = delete;
    PgChunkOutput& operator=(const PgChunkOutput&) = delete;

    void write(std::string_view bytes) override;
    // Writes the last chunk, and the one of no length.
    void finish();

private:
    void write_chunk();

    base::ByteSink& output_;
    std::size_t number_size_;
    std::string chunk_;  // wiped at the end
};

}  // namespace postern::source
