// The "-Dkey=value" options within a text that tells how a JVM was started: as the JVM has them, unquoted.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace postern::format {

struct ListedOption {
    std::string_view key;
    std::string_view value;
    std::size_t begin = 0;        // of the "-D", in the text
    std::size_t value_begin = 0;  // behind the "="
    std::size_t end = 0;
};

// Those with a value. It ends with its line, and in front of another option; at the first blank too unless
// the key speaks of a password, which may have blanks.
std::vector<ListedOption> listed_options(std::string_view text);

}  // namespace postern::format
