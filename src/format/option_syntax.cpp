#include "format/option_syntax.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "base/text.hpp"

namespace postern::format {

namespace {

constexpr std::string_view kBlanks = " \t\r";

std::string_view trimmed(std::string_view line) {
    const std::size_t first = line.find_first_not_of(kBlanks);
    return first == std::string_view::npos ? std::string_view()
                                           : line.substr(first, line.find_last_not_of(kBlanks) + 1 - first);
}

// What a shell script starts with; other files may start with other names.
constexpr std::array<std::string_view, 28> kShellWords{
    "if",     "case", "for",  "while",    "until",  "export", "unset",   "set",     "exec",  "echo",
    "printf", "test", "[",    "[[",       ":",      ".",      "cd",      "trap",    "umask", "ulimit",
    "shift",  "true", "eval", "readonly", "source", "local",  "declare", "function"};
constexpr std::array<std::string_view, 6> kSections{"[Unit]",   "[Service]", "[Install]",
                                                    "[Socket]", "[Timer]",   "[Path]"};
constexpr std::array<std::string_view, 4> kBatchWords{"rem", "setlocal", "goto", "call"};

template <std::size_t Count>
bool is_one_of(std::string_view word, const std::array<std::string_view, Count>& words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_batch(std::string_view line) {
    const std::string lower = base::lower(line.substr(line.starts_with('@') ? 1 : 0));
    const std::string_view word = std::string_view(lower).substr(0, lower.find_first_of(" \t"));
    const std::string_view rest = trimmed(std::string_view(lower).substr(word.size()));
    const bool sets = word == "set" && (rest.starts_with('"') || assignment_length(rest) > 0);
    const bool tests = word == "if" && (rest.starts_with("not ") || rest.starts_with("exist ") ||
                                        rest.starts_with("defined ") || rest.starts_with("\"%"));
    return line.starts_with('@') || line.starts_with("::") || sets || tests || is_one_of(word, kBatchWords);
}

// "#!/bin/sh" and the like; a comment to all else.
bool names_shell(std::string_view line) {
    return line.starts_with("#!") && line.substr(line.find_last_of("/ ") + 1).ends_with("sh");
}

enum class ValueForm { either, of_shell, bare };

// bare: no shell would take all of it for a value.
ValueForm form_of(std::string_view value) {
    char quote = '\0';
    for (std::size_t at = 0; at < value.size(); ++at) {
        const char c = value[at];
        const std::size_t next = value.find_first_not_of(kBlanks, at + 1);
        if (c == '`' || value.substr(at, 2) == "$(" || (c == '\\' && at + 1 == value.size()) ||
            (c == '(' && at == 0)) {
            return ValueForm::of_shell;
        }
        if (quote != '\0' || c == '"' || c == '\'') {
            quote = quote == '\0' ? c : c == quote ? '\0' : quote;
        } else if (c == ';' && next != at + 1) {
            return ValueForm::of_shell;
        } else if (kBlanks.find(c) != std::string_view::npos) {
            return value[next] == '#' ? ValueForm::either : ValueForm::bare;
        }
    }
    const bool starts_quoted = value.starts_with('"') || value.starts_with('\'');
    return quote != '\0' && !starts_quoted ? ValueForm::bare : ValueForm::either;
}

bool is_environment(std::string_view text) {
    bool bare = false;
    while (!text.empty()) {
        const std::string_view line = text.substr(0, text.find('\n'));
        const std::string_view content = trimmed(line);
        const std::size_t name = assignment_length(content);
        if (!content.empty() && content[0] != '#' && content[0] != ';') {
            if (name == 0 || content[name - 2] == '+') {
                return false;
            }
            const ValueForm form = form_of(content.substr(name));
            if (form == ValueForm::of_shell) {
                return false;
            }
            bare = bare || form == ValueForm::bare;
        }
        text.remove_prefix(std::min(text.size(), line.size() + 1));
    }
    return bare;
}

// The first line that is neither blank nor a comment; empty: there is none.
std::string_view first_content(std::string_view text) {
    text.remove_prefix(text.starts_with("\xEF\xBB\xBF") ? 3 : 0);
    while (!text.empty()) {
        const std::string_view line = text.substr(0, text.find('\n'));
        const std::string_view content = trimmed(line);
        if (!content.empty() && content[0] != '#' && content[0] != ';') {
            return content;
        }
        text.remove_prefix(std::min(text.size(), line.size() + 1));
    }
    return {};
}

}  // namespace

bool is_without_content(std::string_view text) {
    return first_content(text).empty();
}

std::optional<OptionSyntax> option_syntax(std::string_view text) {
    text.remove_prefix(text.starts_with("\xEF\xBB\xBF") ? 3 : 0);
    if (names_shell(trimmed(text.substr(0, text.find('\n'))))) {
        return OptionSyntax::shell;
    }
    const std::string_view content = first_content(text);
    if (is_one_of(content, kSections)) {
        return OptionSyntax::systemd;
    }
    if (is_batch(content)) {
        return OptionSyntax::batch;
    }
    if (assignment_length(content) > 0) {
        return is_environment(text) ? OptionSyntax::environment : OptionSyntax::shell;
    }
    const bool shell = is_one_of(content.substr(0, content.find_first_of(" \t;(")), kShellWords);
    return shell ? std::optional(OptionSyntax::shell) : std::nullopt;
}

}  // namespace postern::format
