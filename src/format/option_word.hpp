// What the lexers of scripts and configurations give: their words, and where their comments are.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string_view>

#include "format/placed_text.hpp"

namespace postern::format {

enum class OptionSyntax : std::uint8_t {
    shell,        // POSIX
    batch,        // Windows
    systemd,      // a unit, or a piece of one
    environment,  // "NAME=value", as docker and systemd read it
};

struct OptionWord {
    const PlacedText& text;
    bool conditional = false;  // within an if, a loop, a function, behind "&&"
};

struct OptionLexing {
    std::function<void(const OptionWord&)> word;
    // What follows the mark, up to the end of the line.
    std::function<void(std::size_t begin, std::size_t end)> comment;
};

// Where "NAME=" or "NAME+=" at the start of a word ends: who uses such a value takes it apart at blanks. 0:
// there is none.
inline std::size_t assignment_length(std::string_view word) {
    std::size_t at = 0;
    while (at < word.size() &&
           (word[at] == '_' || (word[at] >= 'a' && word[at] <= 'z') || (word[at] >= 'A' && word[at] <= 'Z') ||
            (at > 0 && word[at] >= '0' && word[at] <= '9'))) {
        ++at;
    }
    if (at == 0 || at == word.size()) {
        return 0;
    }
    at += word[at] == '+' ? 1 : 0;
    return at < word.size() && word[at] == '=' ? at + 1 : 0;
}

}  // namespace postern::format
