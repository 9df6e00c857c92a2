// The "-Dkey=value" options within a word of a script or a configuration.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "format/option_quoting.hpp"

namespace postern::format {

// What replaces bytes of the file.
struct OptionSpan {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string seam;  // closes what begins before the span, and opens what ends behind it
};

struct OptionWordPart {
    std::string key;        // without "-D"
    std::string value;      // as the JVM gets it
    bool has_value = true;  // false: "-Dkey", without "="
    OptionSpan bytes;       // of the value
    OptionSpan whole;       // with one blank beside it
    OptionPlace place;      // of the value
};

// Where another option can be written.
struct OptionEnd {
    std::size_t at = 0;
    OptionPlace place;
    bool first = false;  // there is none yet: a blank belongs behind it, not in front
};

// In the order of the word. The parts hold secrets: whoever takes them wipes them.
using TakePart = std::function<void(OptionWordPart&)>;
void find_options(std::string_view file, OptionSyntax syntax, const PlacedText& word, const TakePart& take);

// Behind the word's value; of a command's argument, behind itself.
OptionEnd end_of_value(OptionSyntax syntax, const PlacedText& word);

}  // namespace postern::format
