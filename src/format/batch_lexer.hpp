// The words of a batch file of Windows.
#pragma once

#include <string_view>

#include "format/option_word.hpp"

namespace postern::format {

// `set "X=value"` and `set X=value` are words "X=value", in quotes for the first; all else is words that
// blanks and quotes part. A caret is undone, "%X%" is opaque. Always true. Places count from the start of
// `text`, of which [begin, end) is read.
bool lex_batch(std::string_view text, std::size_t begin, std::size_t end, PlacedText& scratch,
               const OptionLexing& lexing);

}  // namespace postern::format
