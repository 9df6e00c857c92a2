// The searches of byte_search.hpp over 64 bytes at a time, for any kind of register. Included once
// for each instruction set, with a Block type that belongs to that translation unit alone.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "base/byte_search.hpp"

// A Block loads 64 bytes and answers with one bit a byte, the first byte in the lowest bit:
// equal(byte), is_in(set). Block::prefix_xor(bits) gives each bit the parity of the bits up to it.
namespace postern::base::kernel {

// A set of ASCII bytes as two tables of sixteen: a byte belongs to it when the entries of its lower
// and its upper half have a bit in common. Every upper half has a bit of its own, so this is exact.
// Where no two bytes share a lower half, one table does: a byte belongs to it when it is the entry of
// its lower half. The entry of an unused half has another lower half, so that no byte equals it.
struct ByteSet {
    alignas(16) std::array<std::uint8_t, 16> by_lower_half{1, 2,  3,  4,  5,  6,  7,  8,
                                                           9, 10, 11, 12, 13, 14, 15, 0};
    bool one_table = true;
    alignas(16) std::array<std::uint8_t, 16> low{};
    alignas(16) std::array<std::uint8_t, 16> high{};

    void add(char byte) {
        const auto value = static_cast<std::uint8_t>(byte);
        const std::uint8_t entry = by_lower_half[value & 0xF];
        one_table = one_table && (entry == value || (entry & 0xF) != (value & 0xF));
        by_lower_half[value & 0xF] = value;
        low[value & 0xF] |= static_cast<std::uint8_t>(1U << (value >> 4));
        high[value >> 4] |= static_cast<std::uint8_t>(1U << (value >> 4));
    }
};

// Bytes hidden by the backslash before them: those behind a run of odd length (the hidden ones
// within a run are themselves backslashes and of no interest). Adding a run's first bit to the run
// carries to the bit behind it. `last` is the block's last valid bit; `carry` says whether its first
// byte is hidden, then whether the byte behind it is.
inline std::uint64_t hidden_bytes(std::uint64_t backslashes, std::uint64_t last, bool& carry) {
    constexpr std::uint64_t kEven = 0x5555555555555555;
    const std::uint64_t first = carry ? 1 : 0;
    backslashes &= ~first;
    const std::uint64_t starts = backslashes & ~(backslashes << 1);
    std::uint64_t behind_even = 0;
    std::uint64_t behind_odd = 0;
    (void)__builtin_add_overflow(backslashes, starts & kEven, &behind_even);
    const bool over_the_top = __builtin_add_overflow(backslashes, starts & ~kEven, &behind_odd);
    const std::uint64_t hidden = ((behind_even & ~kEven) | (behind_odd & kEven)) & ~backslashes;
    carry = over_the_top || (hidden & (last << 1)) != 0;
    return hidden | first;
}

template <typename Block>
class UnquotedFinder {
public:
    UnquotedFinder(const QuoteScan& scan, const QuoteState& state)
        : scan_(scan), state_(state), inside_(state.inside ? ~std::uint64_t{0} : 0) {
        for (const char stop : scan.stops) {
            stops_.add(stop);
            dash_stops_ = dash_stops_ || stop == '-';
            slash_stops_ = slash_stops_ || stop == '/';
        }
        if (scan.stop_at_comments) {
            stops_.add('-');
            stops_.add('/');
        }
    }

    // The state afterwards.
    const QuoteState& state() const { return state_; }

    std::size_t find(std::string_view bytes) {
        std::size_t at = 0;
        while (at + 64 <= bytes.size()) {
            const std::uint64_t hits = examine(Block(bytes.data() + at), kTopBit);
            if (hits == 0) {
                state_.previous = bytes[at + 63];
                at += 64;
                continue;
            }
            const std::size_t hit = at + static_cast<std::size_t>(std::countr_zero(hits));
            if (is_stop(bytes[hit])) {
                return stop(bytes, hit);
            }
            at = stop(bytes, hit) + 1;
            state_.previous = '\\';
        }
        return at == bytes.size() ? go_on_behind(bytes) : find_in_tail(bytes, at);
    }

private:
    static constexpr std::uint64_t kTopBit = std::uint64_t{1} << 63;

    std::size_t find_in_tail(std::string_view bytes, std::size_t at) {
        char padded[64] = {};
        std::memcpy(padded, bytes.data() + at, bytes.size() - at);
        const std::uint64_t last = std::uint64_t{1} << (bytes.size() - at - 1);
        const std::uint64_t hits = examine(Block(padded), last) & (last | (last - 1));
        if (hits == 0) {
            return go_on_behind(bytes);
        }
        const std::size_t hit = at + static_cast<std::size_t>(std::countr_zero(hits));
        stop(bytes, hit);
        if (is_stop(bytes[hit])) {
            return hit;
        }
        state_.previous = '\\';
        return hit + 1 == bytes.size() ? bytes.size() : find_in_tail(bytes, hit + 1);
    }

    // A backslash outside quotes only ends what could be told from one look: it hides nothing.
    bool is_stop(char byte) const {
        return byte != '\\' || std::find(scan_.stops.begin(), scan_.stops.end(), byte) != scan_.stops.end();
    }

    std::size_t go_on_behind(std::string_view bytes) {
        if (!bytes.empty()) {
            state_.previous = bytes.back();
        }
        state_.inside = inside_ != 0;
        return bytes.size();
    }

    // Inlined into the loop, or its constants are built anew for every block.
    [[gnu::always_inline]] std::uint64_t examine(const Block& block, std::uint64_t last) {
        std::uint64_t quotes = block.equal(scan_.quote);
        std::uint64_t backslashes = 0;
        if (scan_.backslash_escapes) {
            backslashes = block.equal('\\');
            if (backslashes != 0 || state_.escaped) {
                quotes &= ~hidden_bytes(backslashes, last, state_.escaped);
            }
        }
        const std::uint64_t inside = Block::prefix_xor(quotes) ^ inside_;
        inside_ = (inside & last) != 0 ? ~std::uint64_t{0} : 0;
        std::uint64_t hits = (block.is_in(stops_) | backslashes) & ~inside;
        if (hits != 0 && scan_.stop_at_comments) {
            hits &= ~no_comments(block, last);
        }
        if (scan_.stop_at_escape_string) {
            hits |= escape_strings(block, quotes & inside);
        }
        return hits;
    }

    // Dashes and slashes that open no comment.
    std::uint64_t no_comments(const Block& block, std::uint64_t last) const {
        const std::uint64_t dashes = dash_stops_ ? 0 : block.equal('-');
        const std::uint64_t slashes = slash_stops_ ? 0 : block.equal('/');
        return (dashes & ~(dashes >> 1 | last)) | (slashes & ~(block.equal('*') >> 1 | last));
    }

    std::uint64_t escape_strings(const Block& block, std::uint64_t opening) const {
        const std::uint64_t before = state_.previous == 'E' || state_.previous == 'e' ? 1 : 0;
        return opening & ((block.equal('E') | block.equal('e')) << 1 | before);
    }

    std::size_t stop(std::string_view bytes, std::size_t at) {
        inside_ = 0;
        state_.inside = false;
        state_.escaped = false;
        if (at > 0) {
            state_.previous = bytes[at - 1];
        }
        return at;
    }

    const QuoteScan& scan_;
    QuoteState state_;
    std::uint64_t inside_;  // all bits set while the next byte stands inside quotes
    ByteSet stops_;
    bool dash_stops_ = false;  // whether or not they open a comment
    bool slash_stops_ = false;
};

template <typename Block>
std::size_t find_unquoted(std::string_view bytes, const QuoteScan& scan, QuoteState& state) {
    UnquotedFinder<Block> finder(scan, state);
    const std::size_t found = finder.find(bytes);
    state = finder.state();
    return found;
}

template <typename Block>
std::uint64_t count_byte(std::string_view bytes, char byte) {
    std::uint64_t count = 0;
    std::size_t at = 0;
    for (; at + 64 <= bytes.size(); at += 64) {
        count += static_cast<std::uint64_t>(std::popcount(Block(bytes.data() + at).equal(byte)));
    }
    for (; at < bytes.size(); ++at) {
        count += bytes[at] == byte ? 1 : 0;
    }
    return count;
}

template <typename Block>
std::size_t find_backslash_dot_line(std::string_view bytes) {
    std::size_t at = 0;
    for (; at + 66 <= bytes.size(); at += 64) {
        const char* p = bytes.data() + at;
        const std::uint64_t hits = Block(p + 1).equal('\\') & Block(p).equal('\n');
        if (hits == 0) {
            continue;
        }
        const std::uint64_t whole = hits & Block(p + 2).equal('.');
        if (whole != 0) {
            return at + static_cast<std::size_t>(std::countr_zero(whole));
        }
    }
    return bytes.find("\n\\.", at);
}

}  // namespace postern::base::kernel
