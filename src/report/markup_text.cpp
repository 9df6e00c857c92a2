#include "report/markup_text.hpp"

#include "base/text.hpp"
#include "report/shown_text.hpp"

namespace postern::report {

namespace {

// U+FFFE and U+FFFF: well-formed UTF-8, but no characters.
bool is_noncharacter(std::string_view text) {
    return text.starts_with("\xEF\xBF\xBE") || text.starts_with("\xEF\xBF\xBF");
}

void append_bytes(std::string_view bytes, std::string& result) {
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        // A byte on its own is no valid UTF-8, so printable() spells it out.
        result += base::printable(bytes.substr(i, 1));
    }
}

void append_character(char c, std::string& result) {
    switch (c) {
        case '&':
            result += "&amp;";
            break;
        case '<':
            result += "&lt;";
            break;
        case '>':
            result += "&gt;";
            break;
        case '"':
            result += "&quot;";
            break;
        case '\'':
            result += "&#39;";
            break;
        default:
            result += c;
    }
}

}  // namespace

std::string markup_text(std::string_view text) {
    const std::string clean = shown(text);
    std::string result;
    result.reserve(clean.size());
    for (std::size_t at = 0; at < clean.size(); ++at) {
        const std::string_view rest = std::string_view(clean).substr(at, 3);
        if (is_noncharacter(rest)) {
            append_bytes(rest, result);
            at += 2;
        } else {
            append_character(clean[at], result);
        }
    }
    return result;
}

}  // namespace postern::report
