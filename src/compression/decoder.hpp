// The text of compressed bytes.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "base/byte_stream.hpp"
#include "compression/codec.hpp"
#include "compression/compressed_input.hpp"
#include "compression/expansion_guard.hpp"
#include "postern/skip.hpp"

namespace postern::compression {

// Reads the stream at the front of a window and lets go of exactly its bytes: of all frames or members that
// stand one behind the other, where the format allows several, and of zeros between and behind them.
// Checksums are compared. What came out before a damaged place is still given; then read() throws
// DamagedInput, again and again.
class Decoder : public base::ByteSource {
public:
    // What becomes of the compressed bytes from now on.
    virtual void let_go(UsedBytes used) = 0;

    // Of the compressed bytes, once the end was reached.
    virtual std::uint64_t compressed_size() const = 0;

    // Once the end was reached: what stands behind the last frame, if it is more than padding. It is
    // left unread.
    virtual const std::optional<Skip>& trailing_junk() const = 0;

    // The memory that the largest window so far needs, which the writer of xz or Zstandard data chooses, up
    // to 4 GiB; 0 of a compression whose windows are small. It is taken as text fills it.
    virtual std::uint64_t window_size() const = 0;
};

std::unique_ptr<Decoder> make_decoder(Codec codec, base::ByteWindow& input, ExpansionGuard& guard,
                                      UsedBytes used = UsedBytes::dropped);

}  // namespace postern::compression
