// Deflate data, decoded so that the place of every block and symbol is known.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "compression/deflate_bits.hpp"
#include "compression/deflate_code.hpp"

namespace postern::compression {

// What is known of a block once its header was read. Bits and text are counted from the stream's start.
struct DeflateBlock {
    std::uint64_t header = 0;  // its first bit
    std::uint64_t text = 0;    // where its text begins
    bool is_final = false;
    bool is_stored = false;  // else it has codes
    DeflateBits header_bits;
};

// About a third as fast as a decoder that knows no places, so it is used where one is asked for only. A copy
// goes on from the same place. What it held of the text is wiped.
class ExactInflater {
public:
    // As many bytes of text are kept at least, so that what stands before a place can be seen.
    static constexpr std::size_t kKept = 128 * 1024;
    static constexpr std::size_t kHistory = 32 * 1024;

    // Where a block begins; `history` is the text before it, as far as it counts.
    ExactInflater(std::uint64_t bit, std::uint64_t text, std::string_view history);

    // Further on within a block of these codes, where a symbol begins.
    void go_to(std::uint64_t bit, std::uint64_t text, std::string_view history);

    enum class Stop {
        reached,    // the first place between two symbols at which there is as much text
        block_end,  // before that: behind the end of a block
        input_end,  // before that: the input has no more; it goes on with more
    };

    // Goes on until text() is at least `text`, by no more than a symbol; within stored bytes exactly. Throws
    // DamagedInput.
    Stop run(std::uint64_t text, const DeflateInput& input);

    // Behind the end of the final block.
    bool has_ended() const { return ended_; }
    // Behind a block's header and before its end.
    bool is_in_block() const { return in_block_; }
    const DeflateBlock& block() const { return block_; }
    // Of the block: the symbol that ends it.
    DeflateCode::Bits end_of_block() const { return literals_.bits_of(256); }
    // Not yet read of a stored block.
    std::uint32_t stored_left() const { return stored_left_; }

    std::uint64_t bit() const { return bit_; }
    std::uint64_t text() const { return base_ + size_; }
    // Where the last symbol begins, if there was one in this block.
    std::uint64_t last_symbol_bit() const { return last_bit_; }
    std::uint64_t last_symbol_text() const { return last_text_; }

    // Text between two places; what was kept of it.
    std::string_view view(std::uint64_t from, std::uint64_t to) const;

private:
    static constexpr std::size_t kCapacity = 256 * 1024;

    // What is moved or copied to takes the other's place; what it held is wiped.
    struct WipedText : std::vector<char> {
        using std::vector<char>::vector;
        ~WipedText();
        WipedText(const WipedText&) = default;
        WipedText(WipedText&&) noexcept = default;
        WipedText& operator=(WipedText other) noexcept {
            swap(other);
            return *this;
        }
    };
    static constexpr std::uint32_t kStride = 16;
    static constexpr std::size_t kRoomOfSymbol = 258 + kStride;

    struct Match {
        unsigned bits = 0;
        std::uint32_t distance = 0;
        std::uint32_t length = 0;
        bool is_good = false;  // else these bits are no match
    };

    bool read_header(const DeflateInput& input);
    bool read_stored_header(const DeflateInput& input, std::uint64_t& bit);
    bool read_codes(const DeflateInput& input, std::uint64_t& bit);
    Stop run_stored(std::uint64_t text, const DeflateInput& input);
    Stop run_codes(std::uint64_t text, const DeflateInput& input);
    void run_symbols(std::uint64_t text, const DeflateInput& input);
    Match read_match(std::uint64_t bits, const DeflateCode::Symbol& symbol) const;
    void put_literal(const DeflateCode::Symbol& symbol);
    void put_match(const Match& match);
    static void copy_match(char* to, std::uint32_t distance, std::uint32_t length);
    void end_block();
    void make_room();

    std::uint64_t bit_;
    std::uint64_t base_;    // text offset of buffer_[0]
    std::size_t size_ = 0;  // of what buffer_ holds
    WipedText buffer_;
    bool in_block_ = false;
    bool ended_ = false;
    DeflateBlock block_;
    DeflateCode literals_;
    DeflateCode distances_;
    std::uint32_t stored_left_ = 0;
    std::uint64_t last_bit_ = 0;
    std::uint64_t last_text_ = 0;
};

}  // namespace postern::compression
