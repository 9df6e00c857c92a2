#include "format/placed_text.hpp"

#include <cstring>

namespace postern::format {

// "$X" becomes "${X}", and nothing grows by more.
PlacedText::PlacedText(std::size_t size) {
    text_.reserve(size * 2);
}

PlacedText::~PlacedText() {
    ::explicit_bzero(text_.data(), text_.capacity());
}

void PlacedText::start(std::size_t at) {
    text_.clear();
    places_.clear();
    regions_.assign(1, Quoting::none);
    begin_ = end_ = at;
}

void PlacedText::start_region(Quoting quoting) {
    regions_.push_back(quoting);
}

void PlacedText::add(char c, std::size_t begin, std::size_t end, bool opaque) {
    text_ += c;
    places_.push_back(
        {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), last_region(), opaque});
}

void PlacedText::add_opaque(std::string_view file, std::size_t begin, std::size_t end) {
    for (std::size_t at = begin; at < end; ++at) {
        add(file[at], at, at + 1, true);
    }
}

}  // namespace postern::format
