// Small facts about text that do not depend on any format.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace postern::base {

// ASCII only: names of tables, keywords.
std::string lower(std::string_view text);
bool equal_without_case(std::string_view a, std::string_view b);

// '*' stands for any run of characters; ASCII letters compare without case. "#" alone is any
// decimal number.
bool glob_fits(std::string_view pattern, std::string_view text);

bool is_valid_utf8(std::string_view text);
void append_utf8(std::string& text, char32_t code_point);

// Breaks at blanks so that no line is longer than width, unless a word is. Lines end with '\n'.
std::string wrapped(std::string_view text, std::size_t width);

// For showing: bytes that are not UTF-8, control characters, and the marks that turn the direction of writing
// or break lines become \xNN.
std::string printable(std::string_view text);

}  // namespace postern::base
