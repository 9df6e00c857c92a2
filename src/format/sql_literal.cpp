#include "format/sql_literal.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "base/text.hpp"
#include "format/escape_digits.hpp"
#include "postern/error.hpp"

namespace postern::format {

namespace {

using LetterMeaning = std::pair<char, char>;

constexpr std::array<LetterMeaning, 5> kPostgresLetters{
    {{'b', '\b'}, {'f', '\f'}, {'n', '\n'}, {'r', '\r'}, {'t', '\t'}}};
constexpr std::array<LetterMeaning, 6> kMysqlLetters{
    {{'0', '\0'}, {'b', '\b'}, {'n', '\n'}, {'r', '\r'}, {'t', '\t'}, {'Z', '\x1A'}}};

template <std::size_t N>
bool append_letter(char letter, const std::array<LetterMeaning, N>& letters, std::string& value) {
    for (const auto& [name, meaning] : letters) {
        if (letter == name) {
            value += meaning;
            return true;
        }
    }
    return false;
}

bool is_high_surrogate(std::uint32_t unit) {
    return unit >= 0xD800 && unit < 0xDC00;
}

bool is_low_surrogate(std::uint32_t unit) {
    return unit >= 0xDC00 && unit < 0xE000;
}

// A character beyond the first 65,536 takes two escapes, each with a half of it. Appends the character;
// answers how long the second escape at the start of rest was, 0 when it takes none.
std::size_t append_utf16(std::uint32_t unit, std::string_view rest, std::string_view escape,
                         std::string& value) {
    if (is_high_surrogate(unit) && rest.starts_with(escape)) {
        const EscapeDigits second = hex_digits(rest.substr(escape.size()), 4);
        if (second.length == 4 && is_low_surrogate(second.value)) {
            base::append_utf8(value, 0x10000 + ((unit - 0xD800) << 10) + (second.value - 0xDC00));
            return escape.size() + 4;
        }
    }
    base::append_utf8(value, unit);
    return 0;
}

std::size_t append_postgres_escape(std::string_view rest, std::string& value) {
    if (append_letter(rest[0], kPostgresLetters, value)) {
        return 1;
    }
    if (const EscapeDigits octal = octal_digits(rest); octal.length > 0) {
        value += static_cast<char>(octal.value);
        return octal.length;
    }
    if (rest[0] == 'x') {
        if (const EscapeDigits hex = hex_digits(rest.substr(1), 2); hex.length > 0) {
            value += static_cast<char>(hex.value);
            return 1 + hex.length;
        }
    }
    if (rest[0] == 'u' || rest[0] == 'U') {
        const std::size_t width = rest[0] == 'u' ? 4 : 8;
        if (const EscapeDigits hex = hex_digits(rest.substr(1), width); hex.length == width) {
            return 1 + width + append_utf16(hex.value, rest.substr(1 + width), "\\u", value);
        }
    }
    value += rest[0];
    return 1;
}

std::size_t append_mysql_escape(std::string_view rest, std::string& value) {
    if (append_letter(rest[0], kMysqlLetters, value)) {
        return 1;
    }
    if (rest[0] == '%' || rest[0] == '_') {
        value += '\\';
    }
    value += rest[0];
    return 1;
}

std::size_t append_unicode_escape(std::string_view rest, std::string& value) {
    const bool is_long = rest[0] == '+';
    const std::size_t width = is_long ? 6 : 4;
    const EscapeDigits hex = hex_digits(rest.substr(is_long ? 1 : 0), width);
    if (hex.length == width) {
        const std::size_t length = width + (is_long ? 1 : 0);
        return length + append_utf16(hex.value, rest.substr(length), "\\", value);
    }
    value += '\\';
    return rest[0] == '\\' ? 1 : 0;
}

std::size_t append_hsqldb_escape(std::string_view rest, std::string& value) {
    const EscapeDigits first = rest[0] == 'u' ? hex_digits(rest.substr(1), 4) : EscapeDigits{};
    if (first.length != 4) {
        value += '\\';
        return 0;
    }
    return 5 + append_utf16(first.value, rest.substr(5), "\\u", value);
}

// Reads what follows a backslash; answers how many bytes that was.
std::size_t append_escape(std::string_view rest, StringEscapes escapes, std::string& value) {
    switch (escapes) {
        case StringEscapes::postgres:
            return append_postgres_escape(rest, value);
        case StringEscapes::mysql:
            return append_mysql_escape(rest, value);
        case StringEscapes::unicode:
            return append_unicode_escape(rest, value);
        case StringEscapes::hsqldb:
            return append_hsqldb_escape(rest, value);
        case StringEscapes::none:
            break;
    }
    value += '\\';
    return 0;
}

void append_hsqldb_unit(std::string& text, std::uint32_t unit) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    text += "\\u";
    for (const unsigned shift : {12U, 8U, 4U, 0U}) {
        text += kDigits[(unit >> shift) & 0xF];
    }
}

// One character of well-formed UTF-8; the bytes of anything else stand for themselves.
std::uint32_t take_code_point(std::string_view& text) {
    for (std::size_t length = 1; length <= 4 && length <= text.size(); ++length) {
        if (!base::is_valid_utf8(text.substr(0, length))) {
            continue;
        }
        const auto lead = static_cast<unsigned char>(text[0]);
        std::uint32_t code = length == 1 ? lead : lead & (0xFFU >> (length + 1));
        for (std::size_t i = 1; i < length; ++i) {
            code = code << 6 | (static_cast<unsigned char>(text[i]) & 0x3FU);
        }
        text.remove_prefix(length);
        return code;
    }
    const auto byte = static_cast<unsigned char>(text[0]);
    text.remove_prefix(1);
    return byte;
}

std::string encode_hsqldb(std::string_view value) {
    std::string literal = "'";
    while (!value.empty()) {
        const std::uint32_t code = take_code_point(value);
        if (code >= 0x10000) {
            append_hsqldb_unit(literal, 0xD800 + ((code - 0x10000) >> 10));
            append_hsqldb_unit(literal, 0xDC00 + ((code - 0x10000) & 0x3FF));
        } else if (code < 0x20 || code > 0x7E || (code == '\\' && !value.empty() && value[0] == 'u')) {
            append_hsqldb_unit(literal, code);
        } else {
            literal += static_cast<char>(code);
            if (code == '\'') {
                literal += '\'';
            }
        }
    }
    return literal + "'";
}

void append_mysql_character(char c, std::string& literal) {
    switch (c) {
        case '\0':
            literal += "\\0";
            return;
        case '\n':
            literal += "\\n";
            return;
        case '\r':
            literal += "\\r";
            return;
        case '\x1A':
            literal += "\\Z";
            return;
        case '\\':
        case '\'':
        case '"':
            literal += '\\';
            [[fallthrough]];
        default:
            literal += c;
    }
}

void append_standard_character(char c, bool double_backslash, std::string& literal) {
    if (c == '\0') {
        throw Error(ErrorKind::failed, "a value with a NUL byte cannot be written as a string literal");
    }
    literal += c;
    if (c == '\'' || (c == '\\' && double_backslash)) {
        literal += c;
    }
}

}  // namespace

std::size_t escaped_size(std::string_view text, StringEscapes escapes, Multibyte encoding) {
    return escapes != StringEscapes::mysql && starts_with_pair(text, encoding) ? 2 : 1;
}

void append_decoded_string(std::string_view inner, char quote, StringEscapes escapes, std::string& value,
                           Multibyte encoding) {
    const char special[] = {quote, escapes == StringEscapes::none ? quote : '\\'};
    const Multibyte pairs = escapes == StringEscapes::none ? Multibyte::none : encoding;
    while (true) {
        const CharacterSearch next = find_character(inner, std::string_view(special, 2), 0, pairs);
        value += inner.substr(0, next.found ? next.at : inner.size());
        if (!next.found) {
            return;
        }
        const char found = inner[next.at];
        inner.remove_prefix(next.at + 1);
        if (found == quote) {  // doubled: one stands for both
            value += quote;
            inner.remove_prefix(inner.empty() ? 0 : 1);
        } else if (escaped_size(inner, escapes, encoding) == 2) {
            value += inner.substr(0, 2);
            inner.remove_prefix(2);
        } else if (!inner.empty()) {
            inner.remove_prefix(append_escape(inner, escapes, value));
        } else {
            value += '\\';
        }
    }
}

bool append_decoded_hex(std::string_view digits, std::string& value) {
    if (digits.size() % 2 != 0) {
        return false;
    }
    for (; !digits.empty(); digits.remove_prefix(2)) {
        const EscapeDigits byte = hex_digits(digits, 2);
        if (byte.length != 2) {
            return false;
        }
        value += static_cast<char>(byte.value);
    }
    return true;
}

bool may_lack_mysql_escapes(std::string_view literal) {
    constexpr std::string_view kEscaped = "0nrZ\\'\"%_bt";
    if (!literal.starts_with('"')) {
        return false;
    }
    std::size_t at = 1;
    while (at + 1 < literal.size()) {
        const bool escapes = literal[at] == '\\';
        if (literal.substr(at, 2) == "''" ||
            (escapes && kEscaped.find(literal[at + 1]) == std::string_view::npos)) {
            return true;
        }
        at += escapes ? 2 : 1;
    }
    return false;
}

std::string encode_string(const std::optional<std::string>& value, StringEscapes escapes,
                          Multibyte encoding) {
    if (!value) {
        return "NULL";
    }
    if (escapes == StringEscapes::hsqldb) {
        return encode_hsqldb(*value);
    }
    std::string literal = "'";
    for (std::string_view rest = *value; !rest.empty();) {
        const bool pair = starts_with_pair(rest, encoding);
        if (pair) {
            literal += rest.substr(0, 2);
        } else if (escapes == StringEscapes::mysql) {
            literal += is_first_half(rest[0], encoding) ? "\\" : "";  // or a backslash behind makes it a pair
            append_mysql_character(rest[0], literal);
        } else {
            append_standard_character(rest[0], escapes == StringEscapes::postgres, literal);
        }
        rest.remove_prefix(pair ? 2 : 1);
    }
    return literal + "'";
}

}  // namespace postern::format
