// Tar archives, written plainly.
#pragma once

#include <cstdint>
#include <cstdio>
#include <string>

namespace postern::test {

inline std::string octal(std::uint64_t value, std::size_t digits) {
    std::string text(digits, '0');
    for (std::size_t i = digits; i-- > 0; value >>= 3) {
        text[i] = static_cast<char>('0' + (value & 7));
    }
    return text;
}

// With the checksum that its bytes have.
inline std::string tar_summed(std::string block) {
    block.replace(148, 8, 8, ' ');
    unsigned sum = 0;
    for (const char byte : block) {
        sum += static_cast<unsigned char>(byte);
    }
    block.replace(148, 8, octal(sum, 6) + std::string("\0 ", 2));
    return block;
}

// A header as ustar has it.
inline std::string tar_header(const std::string& name, std::uint64_t size, char type = '0') {
    std::string block(512, '\0');
    block.replace(0, name.size(), name);
    block.replace(100, 7, octal(0644, 7));
    block.replace(124, 11, octal(size, 11));
    block[156] = type;
    block.replace(257, 8,
                  std::string("ustar\0"
                              "00",
                              8));
    return tar_summed(block);
}

inline std::string tar_padded(std::string text) {
    return text.append((512 - text.size() % 512) % 512, '\0');
}

inline std::string tar_member(const std::string& name, const std::string& text, char type = '0') {
    return tar_header(name, text.size(), type) + tar_padded(text);
}

inline std::string tar_end() {
    return std::string(1024, '\0');
}

}  // namespace postern::test
