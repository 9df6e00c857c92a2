// String literals of the SQL dialects.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace postern::format {

// What has a meaning between the quotes, besides the doubled quote.
enum class StringEscapes {
    none,      // standard SQL
    postgres,  // E'...', or '...' with standard_conforming_strings = off
    unicode,   // U&'...': \XXXX, \+XXXXXX
    mysql,     // \0 \n \Z ...; \% \_ keep the backslash
    hsqldb,    // \uXXXX
};

// Appends the value between the quotes (`inner` is without them). Never longer than inner.
void append_decoded_string(std::string_view inner, char quote, StringEscapes escapes, std::string& value);

// Appends the bytes of 0x4142 or x'4142' digits; false when they are not whole bytes.
bool append_decoded_hex(std::string_view digits, std::string& value);

// 'value' or NULL, as the dialect's own dump program would write it. Throws Error for a NUL where
// the dialect has no way to write one.
std::string encode_string(const std::optional<std::string>& value, StringEscapes escapes);

}  // namespace postern::format
