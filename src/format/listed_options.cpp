#include "format/listed_options.hpp"

#include <algorithm>
#include <string>

#include "base/text.hpp"

namespace postern::format {

namespace {

constexpr std::string_view kBlanks = " \t\r\n";
constexpr std::string_view kOption = "-D";

bool is_one_of(char c, std::string_view characters) {
    return characters.find(c) != std::string_view::npos;
}

bool is_of_password(std::string_view key) {
    const std::string name = base::lower(key);
    return name.find("pass") != std::string::npos || name.find("pwd") != std::string::npos;
}

std::size_t end_of_value(std::string_view text, std::size_t at, bool with_blanks) {
    if (!with_blanks) {
        return std::min(text.find_first_of(kBlanks, at), text.size());
    }
    const std::size_t line = std::min(text.find_first_of("\r\n", at), text.size());
    std::size_t end = std::min(text.find(" -", at), line);
    while (end > at && is_one_of(text[end - 1], kBlanks)) {
        --end;
    }
    return end;
}

}  // namespace

std::vector<ListedOption> listed_options(std::string_view text) {
    std::vector<ListedOption> options;
    std::size_t at = 0;
    while ((at = text.find(kOption, at)) != std::string_view::npos) {
        const std::size_t key = at + kOption.size();
        const std::size_t equals = text.find_first_of("= \t\r\n", key);
        const bool starts = at == 0 || is_one_of(text[at - 1], " \t\r\n,[\"'");
        if (!starts || equals == std::string_view::npos || equals == key || text[equals] != '=') {
            at = key;
            continue;
        }
        ListedOption option;
        option.key = text.substr(key, equals - key);
        option.begin = at;
        option.value_begin = equals + 1;
        option.end = end_of_value(text, equals + 1, is_of_password(option.key));
        option.value = text.substr(option.value_begin, option.end - option.value_begin);
        options.push_back(option);
        at = option.end;
    }
    return options;
}

}  // namespace postern::format
