// A piece of deflate data that takes the place of another, at any bit.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "compression/deflate_bits.hpp"
#include "compression/exact_inflater.hpp"

namespace postern::compression {

// What it is to be joined to keeps its bits, and with it the place of each within its byte: empty blocks in
// the piece make up for the difference.
class DeflatePiece {
public:
    DeflatePiece();
    ~DeflatePiece();
    DeflatePiece(const DeflatePiece&) = delete;
    DeflatePiece& operator=(const DeflatePiece&) = delete;

    // Begins behind `before`, bits of a byte that others began. `history`: the text before. Behind a block
    // that is not ended, its end comes first.
    void begin(const DeflateBits& before, DeflateCode::Bits end_of_block, std::string_view history);

    // Adds text. All of it is then in bits(), which end with a byte.
    void add(std::string_view text);

    // The end, so that what comes next begins at bit `phase` of a byte: a block, the rest of a block of these
    // codes, or nothing more.
    void end_before_block(unsigned phase);
    void end_within_block(const DeflateBlock& block, unsigned phase);
    void end_stream();

    // What was not taken of it yet.
    DeflateBits& bits() { return bits_; }

private:
    struct Encoder;

    void go_to_phase(unsigned phase);

    std::unique_ptr<Encoder> encoder_;
    DeflateBits bits_;
};

// The header of a block with codes, as one that is not the last.
DeflateBits header_before_more(const DeflateBlock& block);

// An empty block of fixed codes that ends a stream.
void put_last_block(DeflateBits& bits);

}  // namespace postern::compression
