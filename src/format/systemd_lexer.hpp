// The words of a unit of systemd, or of a piece of one: what it runs, and the environment it gives.
#pragma once

#include <string_view>

#include "format/option_word.hpp"

namespace postern::format {

// Escapes and specifiers are undone, variables and specifiers that name something are opaque. Of other
// settings nothing is told. False: a quote is not closed. Places count from the start of `text`, of which
// [begin, end) is read.
bool lex_systemd(std::string_view text, std::size_t begin, std::size_t end, PlacedText& scratch,
                 const OptionLexing& lexing);

}  // namespace postern::format
