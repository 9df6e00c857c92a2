// The words of an environment file: "NAME=value" a line.
#pragma once

#include <string_view>

#include "format/option_word.hpp"

namespace postern::format {

// A value in quotes, from its first to its last character, is in quotes; any other one is as it stands,
// whatever is in it. Always true. Places count from the start of `text`, of which [begin, end) is read.
bool lex_environment(std::string_view text, std::size_t begin, std::size_t end, PlacedText& scratch,
                     const OptionLexing& lexing);

}  // namespace postern::format
