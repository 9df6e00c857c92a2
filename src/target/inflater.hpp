// Deflate data, decompressed with ISA-L.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>

#include "base/byte_window.hpp"
#include "target/expansion_guard.hpp"

struct inflate_state;

namespace postern::target {

enum class DeflateWrapper { none, gzip };

// Reads one stream that starts at the input window's front, and lets go of exactly its bytes.
class Inflater {
public:
    Inflater(base::ByteWindow& input, DeflateWrapper wrapper, ExpansionGuard& guard);
    ~Inflater();

    // Fills a part of the buffer; 0 when the stream has ended. With gzip its checksum has then been
    // compared. Throws DamagedInput, again and again, behind what could be read.
    std::size_t read(std::span<char> buffer);

    // Makes ready for another stream at the input window's front.
    void restart();

    // Bytes of the stream, once it has ended.
    std::uint64_t compressed_size() const { return compressed_; }

private:
    void step(std::uint32_t room);
    bool feed();
    void finish();

    base::ByteWindow& input_;
    DeflateWrapper wrapper_;
    ExpansionGuard& guard_;
    std::unique_ptr<inflate_state> state_;
    std::size_t fed_ = 0;  // bytes of the window's front given to ISA-L and not yet let go of
    std::uint64_t compressed_ = 0;
    bool ended_ = false;
    std::string damage_;
};

}  // namespace postern::target
