// Decodes a piece of new deflate data where it is to stand, before it is written.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "compression/deflate_bits.hpp"
#include "compression/inflate_point.hpp"
#include "compression/wiped_buffer.hpp"

namespace postern::compression {

// By ISA-L's decoder, which knows nothing of how the piece was made.
class PieceCheck {
public:
    // The most text that follow() takes at once.
    static constexpr std::size_t kMostText = 128 * 1024;

    // What stands before: the text, and at which bit of a byte the piece begins. Within a block: its header.
    PieceCheck(std::string_view history, unsigned phase, const DeflateBits* header);

    // What comes next, whole bytes, of which the first holds the bits before too; whether they give this
    // text. More text may be hidden in the last of them where `may_have_more`.
    bool follow(std::string_view packed, std::string_view text, bool may_have_more = false);

    bool has_ended() const { return point_.has_ended(); }

private:
    InflatePoint point_{0};
    std::string lead_;  // what comes before the piece, up to within its first byte
    unsigned phase_;
    unsigned unused_ = 0;  // bits of the first byte that are none
    bool is_first_ = true;
    WipedBuffer room_{kMostText + 1};
};

}  // namespace postern::compression
