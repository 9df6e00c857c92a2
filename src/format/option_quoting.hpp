// How a JVM option is written into the quoting of a script or a configuration.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "format/option_word.hpp"

namespace postern::format {

// Where a text is to stand.
struct OptionPlace {
    OptionSyntax syntax = OptionSyntax::shell;
    Quoting quoting = Quoting::none;  // of the file
    bool splits = false;              // the word is taken apart once more, by whoever uses it
    char inner_quote = '\0';          // of that second kind, open here: the text closes it
};

// nullopt: no such text can stand there.
std::optional<std::string> quoted_option(std::string_view text, const OptionPlace& place);

// What ends, and what begins, a region of that quoting.
std::string_view quote_mark(Quoting quoting);

}  // namespace postern::format
