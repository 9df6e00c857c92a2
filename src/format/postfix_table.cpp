#include "format/postfix_table.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "format/postfix_lines.hpp"

namespace postern::format {

namespace {

TableReach reach_of_key(std::string_view key) {
    const std::size_t at = key.find('@');
    const bool address = at != std::string_view::npos && at > 0 && at + 1 < key.size();
    return key == "*" ? TableReach::everything : address ? TableReach::one : TableReach::some;
}

bool is_alphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

struct Pattern {
    std::string_view text;
    bool negated = false;
};

// Takes "/pattern/flags" off the text; nullopt when there is none.
std::optional<Pattern> take_pattern(std::string_view& text) {
    Pattern pattern;
    while (text.starts_with('!')) {
        pattern.negated = !pattern.negated;
        text = trimmed(text.substr(1));
    }
    if (text.empty() || is_alphanumeric(text[0])) {
        return std::nullopt;
    }
    std::size_t end = 1;
    while (end < text.size() && text[end] != text[0]) {
        end += text[end] == '\\' ? 2 : 1;
    }
    if (end >= text.size()) {
        return std::nullopt;
    }
    pattern.text = text.substr(1, end - 1);
    text.remove_prefix(end + 1);
    take_word(text);  // the flags
    return pattern;
}

bool is_condition(std::string_view line, std::string_view word) {
    return line.starts_with(word) && (line.size() == word.size() || !is_alphanumeric(line[word.size()]));
}

// One alternative spells out its characters; "." may stand for one of them.
bool is_spelt_out(std::string_view text) {
    constexpr std::string_view kPlain = "@.-_+=~'#% ";
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool escaped = text[at] == '\\' && at + 1 < text.size() && !is_alphanumeric(text[at + 1]);
        const bool repeats =
            text[at] == '.' && at + 1 < text.size() && (text[at + 1] == '+' || text[at + 1] == '.');
        if (repeats ||
            (!escaped && !is_alphanumeric(text[at]) && kPlain.find(text[at]) == std::string_view::npos)) {
            return false;
        }
        at += escaped ? 1 : 0;
    }
    return true;
}

// Groups without anything behind them that repeats: "(qa|test)@corp\.example".
bool is_few_addresses(std::string_view text) {
    std::string flat;
    int depth = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (c == '\\' && at + 1 < text.size()) {
            flat += text.substr(at++, 2);
            continue;
        }
        if (c == '|' && depth == 0) {
            return false;
        }
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        if (c != '(' && c != ')' && c != '|') {
            flat += c;
        } else if (c == ')' && text.substr(at + 1).starts_with('+')) {
            return false;
        }
    }
    return depth == 0 && flat.find('@') != std::string::npos && is_spelt_out(flat);
}

}  // namespace

std::vector<TableEntry> parse_keyed_table(std::string_view text) {
    std::vector<TableEntry> entries;
    for (const PostfixLine& line : postfix_lines(text)) {
        std::string_view rest = trimmed(line.text);
        const std::string_view key = take_word(rest);
        entries.push_back({reach_of_key(key), std::string(key), std::string(rest)});
    }
    return entries;
}

std::vector<TableEntry> parse_pattern_table(std::string_view text) {
    std::vector<TableEntry> entries;
    int conditions = 0;
    for (const PostfixLine& line : postfix_lines(text)) {
        std::string_view rest = trimmed(line.text);
        if (is_condition(rest, "endif")) {
            conditions -= conditions > 0 ? 1 : 0;
            continue;
        }
        if (is_condition(rest, "if")) {
            ++conditions;
            continue;
        }
        const auto pattern = take_pattern(rest);
        if (!pattern) {
            continue;  // Postfix ignores it with a warning
        }
        TableReach reach = reach_of_pattern(pattern->text);
        if (pattern->negated || (conditions > 0 && reach == TableReach::everything)) {
            reach = TableReach::some;
        }
        entries.push_back({reach, std::string(pattern->text), std::string(rest)});
    }
    return entries;
}

std::vector<TableEntry> parse_inline_table(std::string_view text) {
    std::vector<TableEntry> entries;
    text = trimmed(text);
    if (text.size() < 2 || !text.starts_with('{') || !text.ends_with('}')) {
        return entries;
    }
    for (std::string_view word : postfix_words(text.substr(1, text.size() - 2))) {
        if (word.size() > 2 && word.starts_with('{') && word.ends_with('}')) {
            word = word.substr(1, word.size() - 2);
        }
        const std::size_t equals = std::min(word.find('='), word.size());
        const std::string_view key = trimmed(word.substr(0, equals));
        const std::string_view value = trimmed(word.substr(std::min(equals + 1, word.size())));
        entries.push_back({reach_of_key(key), std::string(key), std::string(value)});
    }
    return entries;
}

TableReach reach_of_pattern(std::string_view pattern) {
    constexpr std::array<std::string_view, 12> kAll{"",   ".",  "^", "$",    "^.",   ".$",
                                                    ".*", ".+", "@", "(.*)", "(.+)", "^."};
    if (std::find(kAll.begin(), kAll.end(), pattern) != kAll.end()) {
        return TableReach::everything;
    }
    std::string_view inner = pattern;
    inner.remove_prefix(inner.starts_with('^') ? 1 : 0);
    const bool open_end = !inner.ends_with('$') || inner.ends_with("\\$");
    inner.remove_suffix(open_end ? 0 : 1);
    if (inner == ".*" || inner == ".+" || inner == "(.*)" || inner == "(.+)") {
        return TableReach::everything;
    }
    return pattern.starts_with('^') && !open_end && is_few_addresses(inner) ? TableReach::one
                                                                            : TableReach::some;
}

}  // namespace postern::format
