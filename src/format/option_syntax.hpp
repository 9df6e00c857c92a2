// Which of the syntaxes that JVM options are written in a text has.
#pragma once

#include <optional>
#include <string_view>

#include "format/option_word.hpp"

namespace postern::format {

// Told by its first line that is neither blank nor a comment; whether "NAME=value" lines are a shell's is
// told by all of them, as far as they are in sight. nullopt: by none of these.
std::optional<OptionSyntax> option_syntax(std::string_view text);

// Blank lines and comments alone.
bool is_without_content(std::string_view text);

}  // namespace postern::format
