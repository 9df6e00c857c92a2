// String literals of the SQL dialects.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "format/multibyte.hpp"

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
void append_decoded_string(std::string_view inner, char quote, StringEscapes escapes, std::string& value,
                           Multibyte encoding = Multibyte::none);

// How many bytes the backslash before text hides: PostgreSQL a character, MySQL a byte.
std::size_t escaped_size(std::string_view text, StringEscapes escapes, Multibyte encoding);

// Appends the bytes of 0x4142 or x'4142' digits; false when they are not whole bytes.
bool append_decoded_hex(std::string_view digits, std::string& value);

// Whether a "..." of MySQL holds what nobody writes who escapes by backslashes: then perhaps none of its
// backslashes is an escape (mydumper, of a server with NO_BACKSLASH_ESCAPES), and nothing tells.
bool may_lack_mysql_escapes(std::string_view literal);

// 'value' or NULL, as the dialect's own dump program would write it. Throws Error for a NUL where
// the dialect has no way to write one.
std::string encode_string(const std::optional<std::string>& value, StringEscapes escapes,
                          Multibyte encoding = Multibyte::none);

}  // namespace postern::format
