// The text format of PostgreSQL's COPY, one field at a time.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "format/multibyte.hpp"

// Source of the format: PostgreSQL documentation, COPY, "Text Format".
namespace postern::format {

// The whole field is \N.
bool is_copy_null(std::string_view field);

// Appends the value of a field that is not NULL. Never longer than the field itself.
void append_decoded_copy(std::string_view field, std::string& value, Multibyte encoding = Multibyte::none);

// As COPY TO writes it. Throws Error when the value holds a NUL, which PostgreSQL cannot store.
std::string encode_copy(const std::optional<std::string>& value, Multibyte encoding = Multibyte::none);

}  // namespace postern::format
