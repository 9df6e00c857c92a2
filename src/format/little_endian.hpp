// Numbers whose lowest byte comes first, as ZIP and other formats of files write them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace postern::format {

inline std::uint64_t little_endian(std::string_view text, std::size_t at, std::size_t bytes) {
    std::uint64_t value = 0;
    for (std::size_t i = bytes; i-- > 0;) {
        value = value << 8 | static_cast<unsigned char>(text[at + i]);
    }
    return value;
}

inline std::uint16_t u16(std::string_view text, std::size_t at) {
    return static_cast<std::uint16_t>(little_endian(text, at, 2));
}

inline std::uint32_t u32(std::string_view text, std::size_t at) {
    return static_cast<std::uint32_t>(little_endian(text, at, 4));
}

// Over what stands there.
inline void put_little_endian(std::string& text, std::size_t at, std::size_t bytes, std::uint64_t value) {
    for (std::size_t i = 0; i < bytes; ++i) {
        text[at + i] = static_cast<char>(value >> (8 * i) & 0xFF);
    }
}

inline void append_little_endian(std::string& text, std::size_t bytes, std::uint64_t value) {
    text.append(bytes, '\0');
    put_little_endian(text, text.size() - bytes, bytes, value);
}

}  // namespace postern::format
