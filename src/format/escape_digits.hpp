// Digits behind a backslash.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace postern::format {

struct EscapeDigits {
    std::uint32_t value = 0;
    std::size_t length = 0;  // how many digits; 0: none
};

inline int hex_digit(char c) {
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    const char letter = static_cast<char>(c | 0x20);
    return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
}

// At most `most` hexadecimal digits at the start of text.
inline EscapeDigits hex_digits(std::string_view text, std::size_t most) {
    EscapeDigits digits;
    while (digits.length < most && digits.length < text.size() && hex_digit(text[digits.length]) >= 0) {
        digits.value = digits.value * 16 + static_cast<std::uint32_t>(hex_digit(text[digits.length]));
        ++digits.length;
    }
    return digits;
}

// At most three octal digits at the start of text.
inline EscapeDigits octal_digits(std::string_view text) {
    EscapeDigits digits;
    while (digits.length < 3 && digits.length < text.size() && text[digits.length] >= '0' &&
           text[digits.length] <= '7') {
        digits.value = digits.value * 8 + static_cast<std::uint32_t>(text[digits.length] - '0');
        ++digits.length;
    }
    return digits;
}

}  // namespace postern::format
