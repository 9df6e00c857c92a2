#include "compression/exact_inflater.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "base/byte_stream.hpp"
#include "compression/stream_reader.hpp"

// Source of the format: RFC 1951, sections 3.2.3 to 3.2.7.
namespace postern::compression {

namespace {

struct Range {
    std::uint16_t base;
    std::uint8_t extra_bits;
};

constexpr std::array<Range, 29> kLengths{
    {{3, 0},  {4, 0},  {5, 0},  {6, 0},   {7, 0},   {8, 0},   {9, 0},   {10, 0},  {11, 1}, {13, 1},
     {15, 1}, {17, 1}, {19, 2}, {23, 2},  {27, 2},  {31, 2},  {35, 3},  {43, 3},  {51, 3}, {59, 3},
     {67, 4}, {83, 4}, {99, 4}, {115, 4}, {131, 5}, {163, 5}, {195, 5}, {227, 5}, {258, 0}}};
constexpr std::array<Range, 30> kDistances{
    {{1, 0},     {2, 0},     {3, 0},     {4, 0},      {5, 1},      {7, 1},     {9, 2},     {13, 2},
     {17, 3},    {25, 3},    {33, 4},    {49, 4},     {65, 5},     {97, 5},    {129, 6},   {193, 6},
     {257, 7},   {385, 7},   {513, 8},   {769, 8},    {1025, 9},   {1537, 9},  {2049, 10}, {3073, 10},
     {4097, 11}, {6145, 11}, {8193, 12}, {12289, 12}, {16385, 13}, {24577, 13}}};
constexpr std::array<std::uint8_t, 19> kOrder{16, 17, 18, 0, 8,  7, 9,  6, 10, 5,
                                              11, 4,  12, 3, 13, 2, 14, 1, 15};
constexpr int kEndOfBlock = 256;
constexpr std::size_t kMostLengths = 286 + 32;

[[noreturn]] void fail() {
    throw base::DamagedInput(std::string(kDamaged));
}

std::uint64_t low_bits(std::uint64_t value, unsigned count) {
    return value & ((std::uint64_t{1} << count) - 1);
}

// Bits read one behind the other.
struct Cursor {
    const DeflateInput& input;
    std::uint64_t& bit;

    std::uint64_t take(unsigned count) {
        const std::uint64_t value = low_bits(input.peek(bit), count);
        bit += count;
        return value;
    }
    int symbol(const DeflateCode& code) {
        const DeflateCode::Symbol found = code.decode(input.peek(bit));
        bit += found.bits;
        return found.value;
    }
};

// How often which length comes now, for the symbols 16 to 18 of the code of lengths.
std::pair<std::size_t, std::uint8_t> repetition(int symbol, Cursor& cursor, std::uint8_t before) {
    switch (symbol) {
        case 16:
            return {3 + cursor.take(2), before};
        case 17:
            return {3 + cursor.take(3), 0};
        default:
            return {11 + cursor.take(7), 0};
    }
}

}  // namespace

ExactInflater::ExactInflater(std::uint64_t bit, std::uint64_t text, std::string_view history)
    : bit_(bit), base_(text), buffer_(kCapacity) {
    go_to(bit, text, history);
}

ExactInflater::WipedText::~WipedText() {
    if (!empty()) {  // it was not moved
        ::explicit_bzero(data(), size());
    }
}

void ExactInflater::go_to(std::uint64_t bit, std::uint64_t text, std::string_view history) {
    history.remove_prefix(history.size() - std::min(history.size(), kHistory));
    bit_ = bit;
    base_ = text - history.size();
    size_ = history.copy(buffer_.data(), history.size());
    last_bit_ = bit;
    last_text_ = text;
}

std::string_view ExactInflater::view(std::uint64_t from, std::uint64_t to) const {
    const std::uint64_t start = std::max(from, base_);
    return to <= start ? std::string_view() : std::string_view(buffer_.data() + (start - base_), to - start);
}

ExactInflater::Stop ExactInflater::run(std::uint64_t text, const DeflateInput& input) {
    while (this->text() < text && !ended_) {
        if (!in_block_) {
            if (!read_header(input)) {
                return Stop::input_end;
            }
        }
        const Stop stop = block_.is_stored ? run_stored(text, input) : run_codes(text, input);
        if (stop != Stop::reached) {
            return stop;
        }
    }
    return this->text() < text ? Stop::block_end : Stop::reached;
}

// False, and nothing has changed, when the input has not all of it.
bool ExactInflater::read_header(const DeflateInput& input) {
    std::uint64_t bit = bit_;
    Cursor cursor{input, bit};
    DeflateBlock block;
    block.header = bit_;
    block.text = text();
    block.is_final = cursor.take(1) != 0;
    const std::uint64_t type = cursor.take(2);
    block.is_stored = type == 0;
    if (type == 3) {
        fail();
    }
    bool whole = true;
    if (type == 0) {
        whole = read_stored_header(input, bit);
    } else if (type == 1) {
        std::array<std::uint8_t, 288> lengths{};
        for (std::size_t i = 0; i < lengths.size(); ++i) {
            lengths[i] = i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8;
        }
        std::array<std::uint8_t, 30> distances{};
        distances.fill(5);
        whole = bit <= input.end() * 8;
        static_cast<void>(literals_.build(lengths) && distances_.build(distances));
    } else {
        whole = read_codes(input, bit);
    }
    if (!whole) {
        return false;
    }
    for (std::uint64_t at = bit_; at < bit; at += 32) {
        block.header_bits.put(input.peek(at), static_cast<unsigned>(std::min<std::uint64_t>(32, bit - at)));
    }
    block_ = std::move(block);
    bit_ = bit;
    last_bit_ = bit;
    last_text_ = text();
    in_block_ = true;
    return true;
}

bool ExactInflater::read_stored_header(const DeflateInput& input, std::uint64_t& bit) {
    bit = (bit + 7) / 8 * 8;
    const std::uint64_t lengths = input.peek(bit);
    bit += 32;
    if (bit > input.end() * 8) {
        return false;
    }
    stored_left_ = static_cast<std::uint32_t>(lengths & 0xFFFF);
    if ((stored_left_ ^ ((lengths >> 16U) & 0xFFFF)) != 0xFFFF) {
        fail();
    }
    return true;
}

bool ExactInflater::read_codes(const DeflateInput& input, std::uint64_t& bit) {
    const std::uint64_t end = input.end() * 8;
    Cursor cursor{input, bit};
    const std::size_t literals = 257 + cursor.take(5);
    const std::size_t distances = 1 + cursor.take(5);
    const std::size_t listed = 4 + cursor.take(4);
    std::array<std::uint8_t, 19> of_lengths{};
    for (std::size_t i = 0; i < listed; ++i) {
        of_lengths[kOrder[i]] = static_cast<std::uint8_t>(cursor.take(3));
    }
    DeflateCode code;
    if (bit > end) {
        return false;
    }
    if (literals > 286 || !code.build(of_lengths)) {
        fail();
    }
    std::array<std::uint8_t, kMostLengths> lengths{};
    for (std::size_t i = 0; i < literals + distances;) {
        const int symbol = cursor.symbol(code);
        const auto [count, length] =
            symbol < 16 ? std::pair<std::size_t, std::uint8_t>{1, static_cast<std::uint8_t>(symbol)}
                        : repetition(symbol, cursor, i > 0 ? lengths[i - 1] : std::uint8_t{0});
        if (bit > end || (symbol < 0 && bit + 7 > end)) {
            return false;
        }
        if (symbol < 0 || (symbol == 16 && i == 0) || i + count > literals + distances) {
            fail();
        }
        std::fill_n(lengths.begin() + static_cast<std::ptrdiff_t>(i), count, length);
        i += count;
    }
    const std::span<const std::uint8_t> all(lengths);
    if (lengths[kEndOfBlock] == 0 || !literals_.build(all.first(literals)) ||
        !distances_.build(all.subspan(literals, distances))) {
        fail();
    }
    return true;
}

ExactInflater::Stop ExactInflater::run_stored(std::uint64_t text, const DeflateInput& input) {
    while (stored_left_ > 0 && this->text() < text) {
        make_room();
        const std::uint64_t at = bit_ / 8 - input.offset;
        const std::size_t count = std::min<std::uint64_t>(
            {stored_left_, text - this->text(), kCapacity - size_, input.bytes.size() - at});
        if (count == 0) {
            return Stop::input_end;
        }
        std::memcpy(buffer_.data() + size_, input.bytes.data() + at, count);
        size_ += count;
        bit_ += count * 8;
        stored_left_ -= static_cast<std::uint32_t>(count);
    }
    if (stored_left_ > 0) {
        return Stop::reached;
    }
    end_block();
    return this->text() < text ? Stop::block_end : Stop::reached;
}

ExactInflater::Stop ExactInflater::run_codes(std::uint64_t text, const DeflateInput& input) {
    const std::uint64_t end = input.end() * 8;
    while (this->text() < text) {
        run_symbols(text, input);
        if (this->text() >= text) {
            break;
        }
        make_room();
        std::uint64_t bits = input.peek(bit_);
        const DeflateCode::Symbol symbol = literals_.decode(bits);
        if (bit_ + symbol.bits > end || (symbol.value < 0 && bit_ + 16 > end)) {
            return Stop::input_end;
        }
        if (symbol.value >= 0 && symbol.value < kEndOfBlock) {
            put_literal(symbol);
            continue;
        }
        if (symbol.value == kEndOfBlock) {
            bit_ += symbol.bits;
            end_block();
            return Stop::block_end;
        }
        const Match match = read_match(bits, symbol);
        if (bit_ + match.bits > end || (!match.is_good && bit_ + match.bits + 16 > end)) {
            return Stop::input_end;
        }
        if (!match.is_good || match.distance > size_) {
            fail();
        }
        put_match(match);
    }
    return Stop::reached;
}

// All that need no question but what they are: there is more input than a symbol takes, and room. The last
// ones, and those that are wrong or might not fit, are left.
void ExactInflater::run_symbols(std::uint64_t text, const DeflateInput& input) {
    constexpr std::uint64_t kMostOfSymbol = 8;
    const std::uint64_t last_bit = input.end() < kMostOfSymbol ? 0 : (input.end() - kMostOfSymbol) * 8;
    const std::size_t until = std::min<std::uint64_t>(text - base_, kCapacity - kRoomOfSymbol);
    char* const buffer = buffer_.data();
    std::uint64_t bit = bit_;
    std::size_t size = size_;
    std::uint64_t symbol_bit = last_bit_;
    std::uint64_t symbol_text = last_text_;
    while (size < until && bit < last_bit) {
        const std::uint64_t bits = input.peek(bit);
        const DeflateCode::Symbol symbol = literals_.decode(bits);
        if (symbol.value < 0 || symbol.value == kEndOfBlock) {
            break;
        }
        if (symbol.value < kEndOfBlock) {
            symbol_bit = std::exchange(bit, bit + symbol.bits);
            symbol_text = base_ + size;
            buffer[size++] = static_cast<char>(symbol.value);
            continue;
        }
        const Match match = read_match(bits, symbol);
        if (!match.is_good || match.distance > size) {
            break;
        }
        symbol_bit = std::exchange(bit, bit + match.bits);
        symbol_text = base_ + size;
        copy_match(buffer + size, match.distance, match.length);
        size += match.length;
    }
    bit_ = bit;
    size_ = size;
    last_bit_ = symbol_bit;
    last_text_ = symbol_text;
}

// Of bits that begin with the symbol of a length. What is not good is told as far as it was read.
ExactInflater::Match ExactInflater::read_match(std::uint64_t bits, const DeflateCode::Symbol& symbol) const {
    Match match{.bits = symbol.bits};
    const auto number = static_cast<std::size_t>(symbol.value - kEndOfBlock - 1);
    if (symbol.value < 0 || number >= kLengths.size()) {
        return match;
    }
    const Range length = kLengths[number];
    match.length = static_cast<std::uint32_t>(length.base + low_bits(bits >> match.bits, length.extra_bits));
    match.bits += length.extra_bits;
    const DeflateCode::Symbol far = distances_.decode(bits >> match.bits);
    match.bits += far.bits;
    if (far.value < 0 || static_cast<std::size_t>(far.value) >= kDistances.size()) {
        return match;
    }
    const Range distance = kDistances[static_cast<std::size_t>(far.value)];
    match.distance =
        static_cast<std::uint32_t>(distance.base + low_bits(bits >> match.bits, distance.extra_bits));
    match.bits += distance.extra_bits;
    match.is_good = true;
    return match;
}

void ExactInflater::put_literal(const DeflateCode::Symbol& symbol) {
    last_bit_ = bit_;
    last_text_ = text();
    buffer_[size_++] = static_cast<char>(symbol.value);
    bit_ += symbol.bits;
}

void ExactInflater::put_match(const Match& match) {
    last_bit_ = bit_;
    last_text_ = text();
    copy_match(buffer_.data() + size_, match.distance, match.length);
    size_ += match.length;
    bit_ += match.bits;
}

// A match may read what it writes itself. Up to kStride bytes behind it are overwritten too.
void ExactInflater::copy_match(char* to, std::uint32_t distance, std::uint32_t length) {
    const char* const from = to - distance;
    if (distance >= kStride) {
        for (std::uint32_t i = 0; i < length; i += kStride) {
            std::memcpy(to + i, from + i, kStride);
        }
    } else {
        for (std::uint32_t i = 0; i < length; ++i) {
            to[i] = from[i];
        }
    }
}

void ExactInflater::end_block() {
    in_block_ = false;
    ended_ = block_.is_final;
}

void ExactInflater::make_room() {
    if (size_ + kRoomOfSymbol > kCapacity) {
        const std::size_t dropped = size_ - kKept;
        std::memmove(buffer_.data(), buffer_.data() + dropped, kKept);
        base_ += dropped;
        size_ = kKept;
    }
}

}  // namespace postern::compression
