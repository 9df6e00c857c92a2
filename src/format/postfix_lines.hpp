// The logical lines that Postfix's text files are made of.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace postern::format {

// A line that starts with white space continues the one before it; lines that are blank, or whose first
// other character is '#', count for nothing, even between the two.
struct PostfixLine {
    std::string text;        // without line ends; what continues keeps its white space
    std::uint64_t line = 0;  // from 1, of its first character

    // Where a character of the text stands in the file; of the end, behind the last one.
    std::size_t place(std::size_t at) const;

    std::vector<std::pair<std::size_t, std::size_t>> pieces;  // starts of physical lines: in text, in file
};

std::vector<PostfixLine> postfix_lines(std::string_view text);

// Without white space at either end.
std::string_view trimmed(std::string_view text);

// The text up to the first white space, which with it and what follows it is taken off.
std::string_view take_word(std::string_view& text);

// What commas and white space separate; "{...}" stays one word, braces and all.
std::vector<std::string_view> postfix_words(std::string_view list);

}  // namespace postern::format
