#include "format/xml_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <utility>

#include "base/text.hpp"
#include "format/xml_span.hpp"

namespace postern::format {

namespace {

constexpr std::string_view kCdataOpen = "<![CDATA[";
constexpr std::string_view kCdataClose = "]]>";

// Bytes 0x80 to 0x9F; those the character set leaves open stand for themselves.
constexpr std::array<char16_t, 32> kWindows1252{
    0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

bool is_xml_character(char32_t c) {
    return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c <= 0xD7FF) ||
           (c >= 0xE000 && c <= 0xFFFD) || (c >= 0x10000 && c <= 0x10FFFF);
}

std::optional<char32_t> numeric_reference(std::string_view digits) {
    int base = 10;
    if (!digits.empty() && digits[0] == 'x') {
        digits.remove_prefix(1);
        base = 16;
    }
    std::uint32_t code = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), code, base);
    if (error != std::errc() || end != digits.data() + digits.size() || !is_xml_character(code)) {
        return std::nullopt;
    }
    return code;
}

std::optional<char32_t> reference(std::string_view name) {
    constexpr std::array<std::pair<std::string_view, char>, 5> kEntities{
        {{"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}}};
    if (!name.empty() && name[0] == '#') {
        return numeric_reference(name.substr(1));
    }
    for (const auto& [entity, character] : kEntities) {
        if (name == entity) {
            return static_cast<char32_t>(character);
        }
    }
    return std::nullopt;
}

class Decoder {
public:
    Decoder(std::string& text, std::string_view raw, XmlPlace place, XmlEncoding encoding)
        : text_(text), raw_(raw), place_(place), encoding_(encoding) {}

    std::string_view decode() {
        if (encoding_ == XmlEncoding::utf8 && !base::is_valid_utf8(raw_)) {
            fault_ = "text that is not UTF-8";
        }
        while (at_ < raw_.size()) {
            step(raw_[at_]);
        }
        return fault_;
    }

private:
    void step(char c) {
        if (c == '&' && place_ != XmlPlace::cdata) {
            decode_reference();
            return;
        }
        ++at_;
        if (c == '\r' && at_ < raw_.size() && raw_[at_] == '\n') {
            ++at_;
        }
        if (is_xml_space(c)) {
            text_ += place_ == XmlPlace::attribute ? ' ' : c == '\r' ? '\n' : c;
        } else if ((c & 0x80) != 0) {
            decode_high(static_cast<unsigned char>(c));
        } else {
            text_ += c;
            if (static_cast<unsigned char>(c) < 0x20) {
                fault_ = "a control character that XML does not allow";
            }
        }
    }

    void decode_reference() {
        constexpr std::size_t kLongest = 16;
        const std::size_t end = raw_.substr(at_, kLongest).find(';');
        const auto character =
            end == std::string_view::npos ? std::nullopt : reference(raw_.substr(at_ + 1, end - 1));
        if (!character) {
            fault_ = "an entity or character reference that is not known";
            text_ += raw_[at_++];
            return;
        }
        base::append_utf8(text_, *character);
        at_ += end + 1;
    }

    void decode_high(unsigned char c) {
        if (encoding_ == XmlEncoding::utf8) {
            text_ += static_cast<char>(c);
        } else if (encoding_ == XmlEncoding::windows1252 && c < 0xA0) {
            base::append_utf8(text_, kWindows1252[c - 0x80U]);
        } else {
            base::append_utf8(text_, c);
        }
        if (encoding_ == XmlEncoding::ascii) {
            fault_ = "text that is not US-ASCII";
        }
    }

    std::string& text_;
    std::string_view raw_;
    XmlPlace place_;
    XmlEncoding encoding_;
    std::size_t at_ = 0;
    std::string_view fault_;
};

// The first character of text, which is UTF-8; takes it off.
char32_t take_character(std::string_view& text) {
    const auto lead = static_cast<unsigned char>(text[0]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    char32_t code = length == 1 ? lead : lead & (0x7FU >> length);
    for (std::size_t i = 1; i < length; ++i) {
        code = code << 6 | (static_cast<unsigned char>(text[i]) & 0x3FU);
    }
    text.remove_prefix(length);
    return code;
}

class Encoder {
public:
    Encoder(std::string& text, const XmlTarget& target) : text_(text), target_(target) {}

    bool encode(std::string_view value) {
        if (!base::is_valid_utf8(value)) {
            return false;
        }
        const bool cdata = target_.place == XmlPlace::cdata;
        text_ += cdata ? kCdataOpen : "";
        bool edge = true;
        while (!value.empty()) {
            const char32_t c = take_character(value);
            if (!is_xml_character(c)) {
                return false;
            }
            append(c, edge || value.empty());
            edge = false;
        }
        text_ += cdata ? kCdataClose : "";
        return true;
    }

private:
    void append(char32_t c, bool edge) {
        if (c == '\r' || (edge && target_.guard_edges && c <= ' ') || !append_in_encoding(c)) {
            append_reference(c);
        }
    }

    // False when only a reference can stand for it.
    bool append_in_encoding(char32_t c) {
        if (c < 0x80) {
            return append_ascii(static_cast<char>(c));
        }
        switch (target_.encoding) {
            case XmlEncoding::utf8:
                base::append_utf8(text_, c);
                return true;
            case XmlEncoding::latin1:
                return c <= 0xFF && append_byte(c);
            case XmlEncoding::windows1252:
                return append_windows1252(c);
            case XmlEncoding::ascii:
                break;
        }
        return false;
    }

    bool append_ascii(char c) {
        const bool dashes = target_.in_comment && c == '-' && text_.ends_with('-');
        if (target_.place == XmlPlace::cdata) {
            if (c == '>' && text_.ends_with("]]")) {
                (text_ += kCdataClose) += kCdataOpen;
            }
            return !dashes && append_byte(static_cast<unsigned char>(c));
        }
        constexpr std::string_view kMarkup = "&<>";
        constexpr std::string_view kAttributeOnly = "\"'\t\n";
        if (dashes || kMarkup.find(c) != std::string_view::npos ||
            (target_.place == XmlPlace::attribute && kAttributeOnly.find(c) != std::string_view::npos)) {
            return false;
        }
        return append_byte(static_cast<unsigned char>(c));
    }

    bool append_byte(char32_t c) {
        text_ += static_cast<char>(c);
        return true;
    }

    bool append_windows1252(char32_t c) {
        const auto* found = std::find(kWindows1252.begin(), kWindows1252.end(), c);
        if (found != kWindows1252.end()) {
            return append_byte(0x80U + static_cast<char32_t>(found - kWindows1252.begin()));
        }
        return c >= 0xA0 && c <= 0xFF && append_byte(c);
    }

    void append_reference(char32_t c) {
        const bool cdata = target_.place == XmlPlace::cdata;
        text_ += cdata ? kCdataClose : "";
        switch (c) {
            case '&':
                text_ += "&amp;";
                break;
            case '<':
                text_ += "&lt;";
                break;
            case '>':
                text_ += "&gt;";
                break;
            case '"':
                text_ += "&quot;";
                break;
            case '\'':
                text_ += "&apos;";
                break;
            default:
                ((text_ += "&#") += std::to_string(static_cast<std::uint32_t>(c))) += ';';
        }
        text_ += cdata ? kCdataOpen : "";
    }

    std::string& text_;
    const XmlTarget& target_;
};

}  // namespace

std::optional<XmlEncoding> xml_encoding_named(std::string_view name) {
    constexpr std::array<std::pair<std::string_view, XmlEncoding>, 9> kNames{
        {{"utf-8", XmlEncoding::utf8},
         {"utf8", XmlEncoding::utf8},
         {"us-ascii", XmlEncoding::ascii},
         {"ascii", XmlEncoding::ascii},
         {"iso-8859-1", XmlEncoding::latin1},
         {"iso8859-1", XmlEncoding::latin1},
         {"latin1", XmlEncoding::latin1},
         {"windows-1252", XmlEncoding::windows1252},
         {"cp1252", XmlEncoding::windows1252}}};
    for (const auto& [known, encoding] : kNames) {
        if (base::equal_without_case(known, name)) {
            return encoding;
        }
    }
    return std::nullopt;
}

std::string_view append_decoded(std::string& text, std::string_view raw, XmlPlace place,
                                XmlEncoding encoding) {
    return Decoder(text, raw, place, encoding).decode();
}

bool append_encoded(std::string& text, std::string_view value, const XmlTarget& target) {
    return Encoder(text, target).encode(value);
}

}  // namespace postern::format
