// Text as it reaches a terminal.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace postern::report {

// Text from a target, made harmless: control characters, bad UTF-8 and the marks that turn the
// direction of writing become \xNN.
std::string shown(std::string_view text);

// Columns a terminal needs: one a character, none for colours.
std::size_t visible_width(std::string_view text);

}  // namespace postern::report
