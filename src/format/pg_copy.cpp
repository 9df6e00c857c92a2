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

}  // namespace

bool is_copy_null(std::string_view field) {
    return field == "\\N";
}

void append_decoded_copy(std::string_view field, std::string& value) {
    while (true) {
        const std::size_t backslash = field.find('\\');
        value += field.substr(0, backslash);
        if (backslash == std::string_view::npos) {
            return;
        }
        field.remove_prefix(backslash + 1);
        if (field.empty()) {
            value += '\\';
            return;
        }
        field.remove_prefix(append_escape(field, value));
    }
}

std::string encode_copy(const std::optional<std::string>& value) {
    if (!value) {
        return "\\N";
    }
    std::string field;
    for (const char c : *value) {
        if (c == '\0') {
            throw Error(ErrorKind::failed, "a value with a NUL byte cannot be written to a COPY block");
        }
        if (c == '\\') {
            field += "\\\\";
        } else if (const std::size_t at = kMeanings.find(c); at != std::string_view::npos) {
            field += '\\';
            field += kLetters[at];
        } else {
            field += c;
        }
    }
    return field;
}

}  // namespace postern::format
