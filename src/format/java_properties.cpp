#include "format/java_properties.hpp"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <optional>

#include "base/text.hpp"

namespace postern::format {

namespace {

constexpr std::string_view kBlanks = " \t\f";
constexpr std::string_view kLineEnds = "\r\n";
constexpr std::size_t kDigits = 4;
constexpr char32_t kReplacement = 0xFFFD;

bool is_blank(char c) {
    return kBlanks.find(c) != std::string_view::npos;
}

bool is_high(char32_t unit) {
    return unit >= 0xD800 && unit < 0xDC00;
}

bool is_low(char32_t unit) {
    return unit >= 0xDC00 && unit < 0xE000;
}

// Behind the line end at `at`, if there is one.
std::size_t behind_line_end(std::string_view text, std::size_t at) {
    if (at < text.size() && text[at] == '\r') {
        ++at;
        return at < text.size() && text[at] == '\n' ? at + 1 : at;
    }
    return at < text.size() && text[at] == '\n' ? at + 1 : at;
}

std::size_t line_content_end(std::string_view text, std::size_t at) {
    return std::min(text.find_first_of(kLineEnds, at), text.size());
}

std::size_t skip_blanks(std::string_view text, std::size_t at, std::size_t end) {
    while (at < end && is_blank(text[at])) {
        ++at;
    }
    return at;
}

// Behind a continued line's end, and the blanks that the next line starts with.
std::size_t continue_line(std::string_view text, std::size_t at) {
    const std::size_t begin = behind_line_end(text, at);
    return skip_blanks(text, begin, text.size());
}

// The logical line's end: of its last line, without the line end.
std::size_t logical_end(std::string_view text, std::size_t at) {
    while (at < text.size() && kLineEnds.find(text[at]) == std::string_view::npos) {
        if (text[at] != '\\' || at + 1 >= text.size()) {
            ++at;
        } else {
            const bool continues = kLineEnds.find(text[at + 1]) != std::string_view::npos;
            at = continues ? continue_line(text, at + 1) : at + 2;
        }
    }
    return at;
}

// Passes over a character of the key, what continues the line included.
std::size_t behind_character(std::string_view text, std::size_t at, std::size_t end) {
    if (text[at] != '\\' || at + 1 >= end) {
        return at + 1;
    }
    const bool continues = kLineEnds.find(text[at + 1]) != std::string_view::npos;
    return continues ? continue_line(text, at + 1) : at + 2;
}

// Between key and value a line may be continued too.
std::size_t skip_separating(std::string_view text, std::size_t at, std::size_t end) {
    while (at < end) {
        if (is_blank(text[at])) {
            ++at;
        } else if (text[at] == '\\' && at + 1 < end &&
                   kLineEnds.find(text[at + 1]) != std::string_view::npos) {
            at = continue_line(text, at + 1);
        } else {
            break;
        }
    }
    return std::min(at, end);
}

std::optional<char32_t> unicode_at(std::string_view text, std::size_t at, std::size_t end) {
    if (at + 2 + kDigits > end || text[at] != '\\' || text[at + 1] != 'u') {
        return std::nullopt;
    }
    unsigned unit = 0;
    const char* first = text.data() + at + 2;
    const auto read = std::from_chars(first, first + kDigits, unit, 16);
    const bool whole = read.ec == std::errc() && read.ptr == first + kDigits;
    return whole ? std::optional<char32_t>(unit) : std::nullopt;
}

void append_escaped_unit(std::string& text, unsigned unit) {
    constexpr std::string_view kHex = "0123456789abcdef";
    text += "\\u";
    for (int shift = 12; shift >= 0; shift -= 4) {
        text += kHex[(unit >> static_cast<unsigned>(shift)) & 0xFU];
    }
}

// Of a sequence that is known to be valid.
char32_t take_code_point(std::string_view value, std::size_t& at) {
    const auto lead = static_cast<unsigned char>(value[at++]);
    const int more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC0 ? 1 : 0;
    char32_t code = more == 0 ? lead : lead & (0x3FU >> static_cast<unsigned>(more));
    for (int i = 0; i < more && at < value.size(); ++i) {
        code = (code << 6U) | (static_cast<unsigned char>(value[at++]) & 0x3FU);
    }
    return code;
}

void append_code_point(std::string& text, char32_t code) {
    if (code >= 0x10000) {
        append_escaped_unit(text, 0xD800 + ((code - 0x10000) >> 10U));
        append_escaped_unit(text, 0xDC00 + ((code - 0x10000) & 0x3FFU));
    } else if (code >= 0x7F || code < 0x20) {
        append_escaped_unit(text, code);
    } else {
        text += static_cast<char>(code);
    }
}

}  // namespace

JavaProperties::JavaProperties(std::string_view text) : text_(text), latin1_(!base::is_valid_utf8(text)) {
    decoded_.reserve(text.size() * 2);
    std::uint64_t line = 1;
    std::size_t at = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
    while (at < text.size()) {
        const std::size_t end = read_line(at, line);
        for (std::size_t i = at; i < end; i = std::max(i + 1, behind_line_end(text, i))) {
            line += kLineEnds.find(text[i]) != std::string_view::npos ? 1 : 0;
        }
        at = end;
    }
}

JavaProperties::~JavaProperties() {
    ::explicit_bzero(decoded_.data(), decoded_.size());
}

// Says where the next one begins.
std::size_t JavaProperties::read_line(std::size_t at, std::uint64_t line) {
    const std::size_t first = skip_blanks(text_, at, text_.size());
    const std::size_t line_end = line_content_end(text_, first);
    if (first == line_end) {
        return behind_line_end(text_, line_end);
    }
    if (text_[first] == '#' || text_[first] == '!') {
        read_comment(at, line_end, line);
        return behind_line_end(text_, line_end);
    }
    const std::size_t content_end = logical_end(text_, first);
    JavaProperty entry;
    entry.begin = at;
    entry.end = behind_line_end(text_, content_end);
    entry.line = line;
    add(entry, first, content_end);
    return entry.end;
}

// A comment goes no further than its line.
void JavaProperties::read_comment(std::size_t at, std::size_t end, std::uint64_t line) {
    const std::size_t key = std::min(text_.find_first_not_of("#! \t\f", at), end);
    std::size_t behind = key;
    while (behind < end && !is_blank(text_[behind]) && text_[behind] != '=' && text_[behind] != ':') {
        ++behind;
    }
    const std::size_t separator = skip_blanks(text_, behind, end);
    if (behind == key || separator == end || (text_[separator] != '=' && text_[separator] != ':')) {
        return;
    }
    JavaProperty entry;
    entry.begin = at;
    entry.end = behind_line_end(text_, end);
    entry.line = line;
    entry.commented_out = true;
    add(entry, key, end);
}

void JavaProperties::add(JavaProperty entry, std::size_t key, std::size_t content_end) {
    std::size_t at = key;
    while (at < content_end && !is_blank(text_[at]) && text_[at] != '=' && text_[at] != ':') {
        at = std::min(behind_character(text_, at, content_end), content_end);
    }
    const std::size_t key_end = at;
    at = skip_separating(text_, at, content_end);
    if (at < content_end && (text_[at] == '=' || text_[at] == ':')) {
        at = skip_separating(text_, at + 1, content_end);
    }
    entry.key = decode(key, key_end);
    entry.value_begin = at;
    entry.value_end = content_end;
    entry.separated = at > key_end;
    entry.value = decode(at, content_end);
    entries_.push_back(entry);
}

std::string_view JavaProperties::decode(std::size_t begin, std::size_t end) {
    const std::size_t start = decoded_.size();
    for (std::size_t at = begin; at < end;) {
        const char c = text_[at];
        if (c == '\\') {
            at = decode_escape(at, end);
        } else {
            if (latin1_ && static_cast<unsigned char>(c) >= 0x80) {
                base::append_utf8(decoded_, static_cast<unsigned char>(c));
            } else {
                decoded_ += c;
            }
            ++at;
        }
    }
    return std::string_view(decoded_).substr(start);
}

std::size_t JavaProperties::decode_escape(std::size_t at, std::size_t end) {
    if (at + 1 >= end) {
        return end;
    }
    switch (text_[at + 1]) {
        case '\r':
        case '\n':
            return std::min(continue_line(text_, at + 1), end);
        case 'u':
            return decode_unicode(at, end);
        case 't':
            decoded_ += '\t';
            break;
        case 'n':
            decoded_ += '\n';
            break;
        case 'r':
            decoded_ += '\r';
            break;
        case 'f':
            decoded_ += '\f';
            break;
        case '\\':
            decoded_ += '\\';
            break;
        default:
            return at + 1;  // the character itself, which may be more than one byte
    }
    return at + 2;
}

std::size_t JavaProperties::decode_unicode(std::size_t at, std::size_t end) {
    const auto unit = unicode_at(text_, at, end);
    if (!unit) {
        faults_.push_back(at);
        decoded_ += 'u';
        return at + 2;
    }
    const std::size_t behind = at + 2 + kDigits;
    const auto low = is_high(*unit) ? unicode_at(text_, behind, end) : std::nullopt;
    if (low && is_low(*low)) {
        base::append_utf8(decoded_, 0x10000 + ((*unit - 0xD800) << 10U) + (*low - 0xDC00));
        return behind + 2 + kDigits;
    }
    base::append_utf8(decoded_, is_high(*unit) || is_low(*unit) ? kReplacement : *unit);
    return behind;
}

void append_property_value(std::string& text, std::string_view value) {
    for (std::size_t at = 0; at < value.size();) {
        const bool first = at == 0;
        const char32_t code = take_code_point(value, at);
        switch (code) {
            case '\\':
                text += "\\\\";
                break;
            case '\t':
                text += "\\t";
                break;
            case '\n':
                text += "\\n";
                break;
            case '\r':
                text += "\\r";
                break;
            case '\f':
                text += "\\f";
                break;
            case ' ':
            case '=':
            case ':':
                text += first ? "\\" : "";
                text += static_cast<char>(code);
                break;
            default:
                append_code_point(text, code);
        }
    }
}

}  // namespace postern::format
