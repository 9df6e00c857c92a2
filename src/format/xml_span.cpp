#include "format/xml_span.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/text.hpp"

namespace postern::format {

namespace {

constexpr std::string_view kComment = "<!--";
constexpr std::string_view kCdata = "<![CDATA[";
constexpr std::string_view kDoctype = "<!DOCTYPE";

enum : std::uint8_t { kOther = 0, kNamePart = 1, kNameStart = 2 };

constexpr std::array<std::uint8_t, 256> kNameBytes = [] {
    std::array<std::uint8_t, 256> table{};
    for (unsigned c = 0; c < 256; ++c) {
        const bool letter =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':' || c >= 0x80;
        const bool part = (c >= '0' && c <= '9') || c == '-' || c == '.';
        table[c] = letter ? kNamePart | kNameStart : part ? kNamePart : kOther;
    }
    return table;
}();

// Whether the bytes are the first ones of `word`, as far as they go.
bool may_be(std::string_view bytes, std::string_view word) {
    return bytes.substr(0, word.size()) == word.substr(0, bytes.size());
}

XmlMarkup classify_declaration(std::string_view bytes) {
    constexpr std::array<std::pair<std::string_view, XmlMarkup>, 3> kWords{
        {{kComment, XmlMarkup::comment}, {kCdata, XmlMarkup::cdata}, {kDoctype, XmlMarkup::doctype}}};
    for (const auto& [word, markup] : kWords) {
        if (may_be(bytes, word)) {
            return bytes.size() < word.size() ? XmlMarkup::need_more : markup;
        }
    }
    return XmlMarkup::malformed;
}

}  // namespace

XmlMarkup classify_markup(std::string_view bytes) {
    if (bytes.size() < 2) {
        return XmlMarkup::need_more;
    }
    switch (bytes[1]) {
        case '/':
            return XmlMarkup::end_tag;
        case '?':
            return XmlMarkup::instruction;
        case '!':
            return classify_declaration(bytes);
        default:
            return starts_xml_name(bytes[1]) ? XmlMarkup::start_tag : XmlMarkup::malformed;
    }
}

std::string_view terminator_of(XmlMarkup markup) {
    switch (markup) {
        case XmlMarkup::comment:
            return "-->";
        case XmlMarkup::cdata:
            return "]]>";
        default:
            return "?>";
    }
}

std::size_t opening_size(XmlMarkup markup) {
    switch (markup) {
        case XmlMarkup::comment:
            return kComment.size();
        case XmlMarkup::cdata:
            return kCdata.size();
        default:
            return 2;
    }
}

// std::string_view::find() would call a function for every first byte met.
std::size_t find_terminator(std::string_view bytes, XmlMarkup markup) {
    const std::string_view terminator = terminator_of(markup);
    for (std::size_t at = 0; at + terminator.size() <= bytes.size(); ++at) {
        at = bytes.find(terminator[0], at);
        if (at > bytes.size() - terminator.size()) {
            break;
        }
        if (bytes[at + 1] == terminator[1] && bytes[at + terminator.size() - 1] == '>') {
            return at;
        }
    }
    return std::string_view::npos;
}

bool starts_xml_name(char c) {
    return (kNameBytes[static_cast<unsigned char>(c)] & kNameStart) != 0;
}

std::size_t xml_name_length(std::string_view bytes) {
    std::size_t length = 0;
    while (length < bytes.size() && kNameBytes[static_cast<unsigned char>(bytes[length])] != kOther) {
        ++length;
    }
    return length;
}

std::string shown_tag(std::string_view name) {
    static constexpr std::array<std::string_view, 26> kKnown{"entity-engine-xml",
                                                             "MailServer",
                                                             "backup",
                                                             "database",
                                                             "table",
                                                             "data",
                                                             "column",
                                                             "row",
                                                             "hibernate-generic",
                                                             "object",
                                                             "property",
                                                             "Server",
                                                             "Service",
                                                             "Engine",
                                                             "Host",
                                                             "Context",
                                                             "Connector",
                                                             "GlobalNamingResources",
                                                             "Resource",
                                                             "ResourceParams",
                                                             "linked-hash-map",
                                                             "entry",
                                                             "mysqldump",
                                                             "resultset",
                                                             "table_data",
                                                             "field"};
    const bool known = std::find(kKnown.begin(), kKnown.end(), name) != kKnown.end();
    return known ? "<" + std::string(name) + ">" : "an element";
}

std::size_t XmlTagEnd::find(std::string_view bytes) {
    static constexpr base::QuoteScan kScan{'"', false, false, false, {'>', '\'', '<', '<', '<', '<'}};
    std::size_t at = 0;
    while (at < bytes.size()) {
        if (single_quoted_) {
            at = bytes.find('\'', at);
            if (at == std::string_view::npos) {
                return bytes.size();
            }
            single_quoted_ = false;
            state_.previous = '\'';
            ++at;
            continue;
        }
        at += base::find_unquoted({bytes.data() + at, bytes.size() - at}, kScan, state_);
        if (at == bytes.size() || bytes[at] != '\'') {
            return at;
        }
        single_quoted_ = true;
        ++at;
    }
    return at;
}

}  // namespace postern::format
