#include "base/text.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace postern::base {

namespace {

char lower_char(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool is_continuation(char c) {
    return (c & 0xC0) == 0x80;
}

// Length of the well-formed sequence at the start of text, 0 when there is none (RFC 3629).
std::size_t sequence_length(std::string_view text) {
    const auto lead = static_cast<unsigned char>(text[0]);
    if (lead < 0x80) {
        return 1;
    }
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || text.size() < length) {
        return 0;
    }
    if (!std::all_of(text.begin() + 1, text.begin() + static_cast<std::ptrdiff_t>(length), is_continuation)) {
        return 0;
    }
    const auto second = static_cast<unsigned char>(text[1]);
    const bool overlong = (lead == 0xE0 && second < 0xA0) || (lead == 0xF0 && second < 0x90);
    const bool out_of_range = (lead == 0xED && second > 0x9F) || (lead == 0xF4 && second > 0x8F);
    return overlong || out_of_range ? 0 : length;
}

void append_escaped(std::string& text, char c) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    const auto value = static_cast<unsigned char>(c);
    text += "\\x";
    text += kDigits[value >> 4];
    text += kDigits[value & 0xF];
}

}  // namespace

std::string lower(std::string_view text) {
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(), lower_char);
    return result;
}

bool equal_without_case(std::string_view a, std::string_view b) {
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(),
                                              [](char x, char y) { return lower_char(x) == lower_char(y); });
}

// Goes back to the last star only: what an earlier one takes can be left to it.
bool glob_fits(std::string_view pattern, std::string_view text) {
    if (pattern == "#") {
        return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
    }
    std::size_t p = 0;
    std::size_t t = 0;
    std::size_t behind_star = std::string_view::npos;
    std::size_t taken_by_star = 0;
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            behind_star = ++p;
            taken_by_star = t;
        } else if (p < pattern.size() && lower_char(pattern[p]) == lower_char(text[t])) {
            ++p;
            ++t;
        } else if (behind_star != std::string_view::npos) {
            p = behind_star;
            t = ++taken_by_star;
        } else {
            return false;
        }
    }
    return pattern.find_first_not_of('*', p) == std::string_view::npos;
}

bool is_valid_utf8(std::string_view text) {
    while (!text.empty()) {
        const std::size_t length = sequence_length(text);
        if (length == 0) {
            return false;
        }
        text.remove_prefix(length);
    }
    return true;
}

void append_utf8(std::string& text, char32_t code_point) {
    const auto byte = [&text](char32_t value) { text += static_cast<char>(value); };
    const auto continuation = [&](unsigned shift) { byte(0x80 | ((code_point >> shift) & 0x3F)); };
    if (code_point < 0x80) {
        byte(code_point);
    } else if (code_point < 0x800) {
        byte(0xC0 | code_point >> 6);
        continuation(0);
    } else if (code_point < 0x10000) {
        byte(0xE0 | code_point >> 12);
        continuation(6);
        continuation(0);
    } else {
        byte(0xF0 | code_point >> 18);
        continuation(12);
        continuation(6);
        continuation(0);
    }
}

std::string wrapped(std::string_view text, std::size_t width) {
    std::string result;
    std::size_t column = 0;
    while (!text.empty()) {
        const std::string_view word = text.substr(0, text.find_first_of(" \n"));
        if (column > 0) {
            const bool fits = column + 1 + word.size() <= width;
            result += fits ? ' ' : '\n';
            column = fits ? column + 1 : 0;
        }
        result += word;
        column += word.size();
        text.remove_prefix(std::min(text.size(), word.size() + 1));
    }
    return result += '\n';
}

namespace {

// U+061C, U+200E-200F, U+2028-202E, U+2066-2069: these reorder or break what is shown around them.
std::size_t steering_mark_length(std::string_view text) {
    const auto byte = [text](std::size_t at) { return static_cast<unsigned char>(text[at]); };
    if (text.size() >= 2 && byte(0) == 0xD8 && byte(1) == 0x9C) {
        return 2;
    }
    if (text.size() < 3 || byte(0) != 0xE2) {
        return 0;
    }
    const unsigned char last = byte(2);
    const bool general = byte(1) == 0x80 && (last == 0x8E || last == 0x8F || (last >= 0xA8 && last <= 0xAE));
    const bool isolate = byte(1) == 0x81 && last >= 0xA6 && last <= 0xA9;
    return general || isolate ? 3 : 0;
}

}  // namespace

std::string printable(std::string_view text) {
    std::string result;
    while (!text.empty()) {
        if (const std::size_t mark = steering_mark_length(text); mark > 0) {
            for (const char byte : text.substr(0, mark)) {
                append_escaped(result, byte);
            }
            text.remove_prefix(mark);
            continue;
        }
        const std::size_t length = sequence_length(text);
        const auto value = static_cast<unsigned char>(text[0]);
        const bool c1_control = length == 2 && value == 0xC2 && static_cast<unsigned char>(text[1]) < 0xA0;
        if (length == 0 || value < 0x20 || value == 0x7F || c1_control) {
            append_escaped(result, text[0]);
            text.remove_prefix(1);
            continue;
        }
        result += text.substr(0, length);
        text.remove_prefix(length);
    }
    return result;
}

}  // namespace postern::base
