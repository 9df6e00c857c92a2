#include "format/postfix_lines.hpp"

#include <algorithm>

namespace postern::format {

namespace {

constexpr std::string_view kSpace = " \t\r\n\v\f";
constexpr std::string_view kSeparators = ", \t\r\n\v\f";

bool is_space(char c) {
    return kSpace.find(c) != std::string_view::npos;
}

// Behind the brace that closes the one at the start; the end when none does.
std::size_t braced_length(std::string_view text) {
    int depth = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        depth += text[at] == '{' ? 1 : text[at] == '}' ? -1 : 0;
        if (depth == 0) {
            return at + 1;
        }
    }
    return text.size();
}

}  // namespace

std::size_t PostfixLine::place(std::size_t at) const {
    const auto behind =
        std::find_if(pieces.begin(), pieces.end(), [at](const auto& piece) { return piece.first > at; });
    const auto& [in_text, in_file] = *(behind - 1);
    return in_file + (at - in_text);
}

std::vector<PostfixLine> postfix_lines(std::string_view text) {
    std::vector<PostfixLine> lines;
    std::uint64_t number = 0;
    for (std::size_t at = 0; at < text.size();) {
        std::string_view physical = text.substr(at, text.find('\n', at) - at);
        const std::size_t begin = at;
        at += physical.size() + 1;
        ++number;
        physical.remove_suffix(physical.ends_with('\r') ? 1 : 0);
        const std::size_t first = physical.find_first_not_of(kSpace);
        if (first == std::string_view::npos || physical[first] == '#') {
            continue;
        }
        if (first == 0 || lines.empty()) {
            lines.push_back({"", number, {}});
        }
        lines.back().pieces.emplace_back(lines.back().text.size(), begin);
        lines.back().text += physical;
    }
    return lines;
}

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(kSpace);
    return first == std::string_view::npos ? std::string_view()
                                           : text.substr(first, text.find_last_not_of(kSpace) + 1 - first);
}

std::string_view take_word(std::string_view& text) {
    const auto end =
        static_cast<std::size_t>(std::find_if(text.begin(), text.end(), is_space) - text.begin());
    const std::string_view word = text.substr(0, end);
    text.remove_prefix(end);
    text.remove_prefix(std::min(text.find_first_not_of(kSpace), text.size()));
    return word;
}

std::vector<std::string_view> postfix_words(std::string_view list) {
    std::vector<std::string_view> words;
    while (true) {
        list.remove_prefix(std::min(list.find_first_not_of(kSeparators), list.size()));
        if (list.empty()) {
            return words;
        }
        std::size_t length = 0;
        while (length < list.size() && kSeparators.find(list[length]) == std::string_view::npos) {
            length += list[length] == '{' ? braced_length(list.substr(length)) : 1;
        }
        words.push_back(list.substr(0, length));
        list.remove_prefix(length);
    }
}

}  // namespace postern::format
