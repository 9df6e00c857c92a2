#include "format/option_quoting.hpp"

#include <algorithm>

namespace postern::format {

namespace {

constexpr std::string_view kHarmless =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./:@,+=\\";
constexpr std::string_view kHarmlessToShells =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./:@,+=";
constexpr std::string_view kLineEnds = "\r\n";

bool is_only(std::string_view text, std::string_view characters) {
    return text.find_first_not_of(characters) == std::string_view::npos;
}

std::string in_single_quotes(std::string_view text) {
    std::string quoted = "'";
    for (const char c : text) {
        quoted += c == '\'' ? "'\\''" : std::string(1, c);
    }
    return quoted + "'";
}

std::string escaped(std::string_view text, std::string_view characters) {
    std::string result;
    for (const char c : text) {
        result += characters.find(c) != std::string_view::npos ? "\\" : "";
        result += c;
    }
    return result;
}

// For the shell that takes a value apart.
std::string for_second_shell(std::string_view text, char inner_quote) {
    if (inner_quote == '"') {
        return escaped(text, "\\\"$`") + '"';
    }
    if (inner_quote == '\'') {
        return in_single_quotes(text).substr(1);
    }
    return is_only(text, kHarmlessToShells) ? std::string(text) : in_single_quotes(text);
}

std::string for_shell(std::string_view text, Quoting quoting) {
    if (quoting == Quoting::double_quotes) {
        return escaped(text, "\\\"$`");
    }
    const std::string quoted = in_single_quotes(text);
    if (quoting == Quoting::single_quotes) {
        return quoted.substr(1, quoted.size() - 2);
    }
    return is_only(text, kHarmlessToShells) ? std::string(text) : quoted;
}

// Characters that no script of Windows can be trusted with are refused.
std::optional<std::string> for_batch(std::string_view text, const OptionPlace& place) {
    const bool plain = is_only(text, kHarmless);
    std::string result;
    for (const char c : text) {
        if (c == '"' || c == '!' || kLineEnds.find(c) != std::string_view::npos) {
            return std::nullopt;
        }
        result += c == '%' ? "%%" : std::string(1, c);
    }
    return place.inner_quote == '"' ? result + '"' : plain ? result : '"' + result + '"';
}

void append_hex(std::string& text, char c) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    text += "\\x";
    text += kDigits[static_cast<unsigned char>(c) >> 4U];
    text += kDigits[static_cast<unsigned char>(c) & 0xFU];
}

std::string for_systemd(std::string_view text, Quoting quoting, bool expands) {
    std::string result;
    for (const char c : text) {
        const bool ends_word = quoting == Quoting::none && (c == ' ' || c == ';' || c == '#');
        if (static_cast<unsigned char>(c) < 0x20 || ends_word) {
            append_hex(result, c);
        } else {
            result += c == '%' ? "%" : c == '$' && expands ? "$" : "";
            result += c == '\\' || c == '"' || c == '\'' ? "\\" : "";
            result += c;
        }
    }
    return result;
}

std::optional<std::string> for_environment(std::string_view text, Quoting quoting) {
    const char quote = quoting == Quoting::single_quotes ? '\'' : '\0';
    const bool refused = std::any_of(text.begin(), text.end(), [quote](char c) {
        return kLineEnds.find(c) != std::string_view::npos || (quote != '\0' && c == quote);
    });
    if (refused) {
        return std::nullopt;
    }
    return quoting == Quoting::double_quotes ? escaped(text, "\\\"$`") : std::string(text);
}

}  // namespace

std::optional<std::string> quoted_option(std::string_view text, const OptionPlace& place) {
    if (place.syntax == OptionSyntax::batch) {
        return for_batch(text, place);
    }
    const std::string word = place.splits ? for_second_shell(text, place.inner_quote) : std::string(text);
    switch (place.syntax) {
        case OptionSyntax::systemd:
            return for_systemd(word, place.quoting, !place.splits);
        case OptionSyntax::environment:
            return for_environment(word, place.quoting);
        default:
            return for_shell(word, place.quoting);
    }
}

std::string_view quote_mark(Quoting quoting) {
    return quoting == Quoting::double_quotes ? "\"" : quoting == Quoting::single_quotes ? "'" : "";
}

}  // namespace postern::format
