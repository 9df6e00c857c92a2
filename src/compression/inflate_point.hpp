// A decoder in the middle of deflate data, that can be copied and goes on from there.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

#include "compression/deflate_bits.hpp"
#include "compression/exact_inflater.hpp"

namespace postern::compression {

// ISA-L's decoder, at its full speed. It does not say where blocks begin; find_block() finds out. Bytes and
// text are counted from the stream's start. A copy takes 150 KiB and is wiped.
class InflatePoint {
public:
    // At the first byte of deflate data.
    explicit InflatePoint(std::uint64_t start);
    ~InflatePoint();
    InflatePoint(const InflatePoint& other);
    InflatePoint& operator=(const InflatePoint& other);
    InflatePoint(InflatePoint&& other) noexcept;
    InflatePoint& operator=(InflatePoint&& other) noexcept;

    // Before anything was read: the text that stands before, and bits that come before the first byte.
    void begin_with(std::string_view history, std::uint64_t bits, unsigned count);

    // Goes on as far as the input and the room allow; says how much text there is in the room. Throws
    // DamagedInput; the last text before the damage may not have been given then.
    std::size_t step(const DeflateInput& input, std::span<char> room);

    bool has_ended() const;
    // Once it has ended: behind the last byte.
    std::uint64_t end() const;

    // The next byte that it takes.
    std::uint64_t packed() const { return packed_; }
    // What it has not understood yet begins here or behind it.
    std::uint64_t first_needed() const { return bit() / 8; }
    std::uint64_t text() const { return text_; }

    // Exactly where a block begins, or where a symbol does: bit() is the place, and text() all text before
    // it.
    bool is_at_block() const;
    bool is_at_symbol() const;
    std::uint64_t bit() const;
    // The last text, as far as matches reach.
    std::string_view history() const;

    // Whether a block began since the other one, of the same stream: then codes are different, mostly.
    bool has_codes_of(const InflatePoint& other) const;
    // Its codes are of its own: a block that has such cannot be missed by find_block().
    bool has_own_codes() const;

private:
    struct State;

    std::unique_ptr<State> state_;
    std::uint64_t packed_;
    std::uint64_t text_ = 0;
    bool is_damaged_ = false;
};

enum class BlockSearch {
    quick,     // passes over blocks that have the codes of those before them
    thorough,  // byte by byte
};

// The first block found that begins behind `from`, or there, with no more text before it than `most_text`.
// The input has all of that. nullopt: none, or only such as share a byte with the end of the one before.
std::optional<ExactInflater> find_block(const InflatePoint& from, const DeflateInput& input,
                                        std::uint64_t most_text, BlockSearch search);

}  // namespace postern::compression
