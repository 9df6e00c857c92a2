#include "compression/deflate_code.hpp"

namespace postern::compression {

namespace {

std::uint32_t reversed(std::uint32_t code, unsigned length) {
    std::uint32_t result = 0;
    for (unsigned i = 0; i < length; ++i) {
        result = result << 1U | ((code >> i) & 1U);
    }
    return result;
}

}  // namespace

bool DeflateCode::build(std::span<const std::uint8_t> lengths) {
    *this = {};
    for (const std::uint8_t length : lengths) {
        count_[length] = static_cast<std::uint16_t>(count_[length] + (length > 0 ? 1 : 0));
    }
    std::int32_t left = 1;
    for (unsigned length = 1; length <= kLongest; ++length) {
        first_[length] = (first_[length - 1] + count_[length - 1]) << 1U;
        start_[length] = static_cast<std::uint16_t>(start_[length - 1] + count_[length - 1]);
        left = left * 2 - count_[length];
        if (left < 0) {
            return false;
        }
    }
    std::array<std::uint16_t, kLongest + 1> placed{};
    for (std::size_t symbol = 0; symbol < lengths.size(); ++symbol) {
        const unsigned length = lengths[symbol];
        if (length == 0) {
            continue;
        }
        const std::uint32_t number = placed[length]++;
        symbols_[start_[length] + number] = static_cast<std::uint16_t>(symbol);
        if (length <= kTableBits) {
            for (std::uint32_t at = reversed(first_[length] + number, length); at < kTableSize;
                 at += 1U << length) {
                table_[at] = static_cast<std::uint16_t>(symbol << 4U | length);
            }
        }
    }
    return true;
}

DeflateCode::Symbol DeflateCode::decode_long(std::uint64_t bits) const {
    std::uint32_t code = 0;
    for (unsigned length = 1; length <= kLongest; ++length, bits >>= 1U) {
        code = code << 1U | static_cast<std::uint32_t>(bits & 1U);
        if (code >= first_[length] && code - first_[length] < count_[length]) {
            return {symbols_[start_[length] + code - first_[length]], length};
        }
    }
    return {};
}

DeflateCode::Bits DeflateCode::bits_of(int symbol) const {
    for (unsigned length = 1; length <= kLongest; ++length) {
        for (std::uint32_t number = 0; number < count_[length]; ++number) {
            if (symbols_[start_[length] + number] == symbol) {
                return {reversed(first_[length] + number, length), length};
            }
        }
    }
    return {};
}

}  // namespace postern::compression
