// A Huffman code as deflate describes it: by the length of each symbol.
#pragma once

#include <array>
#include <cstdint>
#include <span>

// Source of the format: RFC 1951, section 3.2.2.
namespace postern::compression {

class DeflateCode {
public:
    static constexpr std::size_t kMostSymbols = 288;

    struct Symbol {
        int value = -1;  // -1: these bits are no symbol
        unsigned bits = 0;
    };

    // Each length 0 (no such symbol) to 15, of at most kMostSymbols symbols. False when there are more than
    // fit.
    bool build(std::span<const std::uint8_t> lengths);

    // The symbol that these bits begin with.
    Symbol decode(std::uint64_t bits) const {
        const std::uint16_t entry = table_[bits & (kTableSize - 1)];
        return entry != 0 ? Symbol{entry >> 4, entry & 15U} : decode_long(bits);
    }

    // The bits of a symbol, in the order in which they are written. It has a length.
    struct Bits {
        std::uint32_t value = 0;
        unsigned count = 0;
    };
    Bits bits_of(int symbol) const;

private:
    static constexpr unsigned kTableBits = 10;
    static constexpr std::size_t kTableSize = std::size_t{1} << kTableBits;
    static constexpr unsigned kLongest = 15;

    Symbol decode_long(std::uint64_t bits) const;

    std::array<std::uint16_t, kTableSize> table_{};      // symbol and length; 0: longer than kTableBits
    std::array<std::uint16_t, kMostSymbols> symbols_{};  // by length, then by number
    std::array<std::uint32_t, kLongest + 1> first_{};    // code of each length
    std::array<std::uint16_t, kLongest + 1> count_{};    // of symbols of each length
    std::array<std::uint16_t, kLongest + 1> start_{};    // in symbols_
};

}  // namespace postern::compression
