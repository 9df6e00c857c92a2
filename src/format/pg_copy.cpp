#include "format/pg_copy.hpp"

#include <cstddef>

#include "format/escape_digits.hpp"
#include "postern/error.hpp"

namespace postern::format {

namespace {

constexpr std::string_view kLetters = "bfnrtv";
constexpr std::string_view kMeanings = "\b\f\n\r\t\v";

// Reads what follows a backslash; answers how many bytes that was.
std::size_t append_escape(std::string_view rest, std::string& value) {
    const char c = rest[0];
    if (const std::size_t at = kLetters.find(c); at != std::string_view::npos) {
        value += kMeanings[at];
        return 1;
    }
    if (const EscapeDigits octal = octal_digits(rest); octal.length > 0) {
        value += static_cast<char>(octal.value);
        return octal.length;
    }
    if (c == 'x') {
        const EscapeDigits hex = hex_digits(rest.substr(1), 2);
        if (hex.length > 0) {
            value += static_cast<char>(hex.value);
            return 1 + hex.length;
        }
    }
    value += c;
    return 1;
}

void append_octal(char c, std::string& field) {
    const auto byte = static_cast<unsigned char>(c);
    field += {'\\', static_cast<char>('0' + (byte >> 6)), static_cast<char>('0' + ((byte >> 3) & 7)),
              static_cast<char>('0' + (byte & 7))};
}

// The first byte of rest.
void append_encoded(std::string_view rest, Multibyte encoding, std::string& field) {
    const char c = rest[0];
    if (c == '\0') {
        throw Error(ErrorKind::failed, "a value with a NUL byte cannot be written to a COPY block");
    }
    if (c == '\\') {
        field += "\\\\";
    } else if (const std::size_t at = kMeanings.find(c); at != std::string_view::npos) {
        field += '\\';
        field += kLetters[at];
    } else if (is_first_half(c, encoding) && rest.find_first_of(kMeanings, 1) == 1) {
        append_octal(c, field);  // or it would make a pair with the backslash
    } else {
        field += c;
    }
}

}  // namespace

bool is_copy_null(std::string_view field) {
    return field == "\\N";
}

void append_decoded_copy(std::string_view field, std::string& value, Multibyte encoding) {
    while (true) {
        const CharacterSearch backslash = find_character(field, "\\", 0, encoding);
        if (!backslash.found) {
            value += field;
            return;
        }
        value += field.substr(0, backslash.at);
        field.remove_prefix(backslash.at + 1);
        if (field.empty()) {
            value += '\\';
            return;
        }
        if (starts_with_pair(field, encoding)) {
            value += field.substr(0, 2);
            field.remove_prefix(2);
        } else {
            field.remove_prefix(append_escape(field, value));
        }
    }
}

std::string encode_copy(const std::optional<std::string>& value, Multibyte encoding) {
    if (!value) {
        return "\\N";
    }
    std::string field;
    for (std::string_view rest = *value; !rest.empty();) {
        if (starts_with_pair(rest, encoding)) {
            field += rest.substr(0, 2);
            rest.remove_prefix(2);
        } else {
            append_encoded(rest, encoding, field);
            rest.remove_prefix(1);
        }
    }
    return field;
}

}  // namespace postern::format
