// An option's word that is empty: of a script whose variable is not set.
#pragma once

#include <string>

namespace postern::cli {

// For CLI11, whose message of a word that is refused it becomes. An empty word must not choose something else
// in silence.
inline std::string refuse_empty(const std::string& word) {
    return word.empty() ? "it is empty" : "";
}

}  // namespace postern::cli
