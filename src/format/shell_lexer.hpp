// The words of a POSIX shell script.
#pragma once

#include <string_view>

#include "format/option_word.hpp"

namespace postern::format {

// Here-documents are passed over. An expansion is opaque, "$X" is told as "${X}"; where a word or a value
// starts with "${X:-text}", the text is read as if it stood there by itself. Places count from the start of
// `text`, of which [begin, end) is read. False: a quote is not closed.
bool lex_shell(std::string_view text, std::size_t begin, std::size_t end, PlacedText& scratch,
               const OptionLexing& lexing);

}  // namespace postern::format
