// The rows of one block of a pg_dump archive, written anew only if something in them changes.
#pragma once

#include <memory>
#include <string>

#include "compression/encoder.hpp"
#include "source/pg_chunks.hpp"

namespace postern::source {

// Is given the text of the rows while they are read from `original`, which holds its bytes until it is known
// what becomes of them. A block of which nothing changes passes as it came. One that is too large to wait for
// its end is written anew.
class PgBlockOutput : public base::ByteSink {
public:
    PgBlockOutput(PgArchiveInput& input, PgChunkInput& original);

    void write(std::string_view text) override;
    // Something in the rows changes.
    void change();
    // Behind the last row, when all of `original` was read.
    void finish();

private:
    // What is written in the block's stead: kept as long as the original is.
    class Substitute : public base::ByteSink {
    public:
        explicit Substitute(base::ByteWindow& window);
        ~Substitute() override;
        Substitute(const Substitute&) = delete;
        Substitute& operator=(const Substitute&) = delete;

        void write(std::string_view bytes) override;
        void release();
        std::size_t size() const { return kept_.size(); }

    private:
        base::ByteWindow& window_;
        std::string kept_;  // wiped at the end
        bool released_ = false;
    };

    PgChunkInput& original_;
    Substitute substitute_;
    PgChunkOutput chunks_;
    std::unique_ptr<compression::Encoder> encoder_;  // null: not compressed
    bool changed_ = false;
};

}  // namespace postern::source
