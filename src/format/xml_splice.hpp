// Pieces of a text to be replaced.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace postern::format {

// Positions in the text as it was; begin == end inserts.
struct XmlSplice {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string text;
};

// The text with its pieces replaced, in the order of their place; those at the same place in the
// order given. A piece inside one that is replaced already goes with it.
std::string spliced(std::string_view text, std::vector<XmlSplice> splices);

}  // namespace postern::format
