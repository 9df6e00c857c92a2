#include "format/xml_flat_text.hpp"

#include <algorithm>
#include <cstring>

#include "format/xml_span.hpp"

namespace postern::format {

namespace {

// Of the character, reference or line end that `text` starts with.
std::size_t unit_length(std::string_view text, bool in_cdata, XmlEncoding encoding) {
    if (text[0] == '&' && !in_cdata) {
        const std::size_t end = text.find_first_of(";& \t\r\n", 1);
        return end != std::string_view::npos && text[end] == ';' ? end + 1 : 1;
    }
    if (text.starts_with("\r\n")) {
        return 2;
    }
    const auto lead = static_cast<unsigned char>(text[0]);
    const std::size_t length = encoding != XmlEncoding::utf8 || lead < 0xC0 ? 1
                               : lead < 0xE0                                ? 2
                               : lead < 0xF0                                ? 3
                                                                            : 4;
    return std::min(length, text.size());
}

std::size_t behind(std::string_view content, std::size_t at, XmlMarkup markup) {
    if (markup == XmlMarkup::comment || markup == XmlMarkup::cdata || markup == XmlMarkup::instruction) {
        const std::string_view end = terminator_of(markup);
        const std::size_t found = content.find(end, at + opening_size(markup));
        return found == std::string_view::npos ? content.size() : found + end.size();
    }
    const std::size_t found = content.find('>', at);
    return found == std::string_view::npos ? content.size() : found + 1;
}

}  // namespace

XmlFlatText::XmlFlatText(std::string_view content, XmlEncoding encoding, bool of_comment)
    : content_(content) {
    // No character set makes more of a byte than three bytes of UTF-8.
    text_.reserve(content.size() * (encoding == XmlEncoding::utf8 ? 1 : 3));
    for (std::size_t at = 0; at < content.size();) {
        const std::size_t markup_at =
            of_comment ? content.size() : std::min(content.find('<', at), content.size());
        append(at, markup_at, false, encoding);
        if (markup_at == content.size()) {
            return;
        }
        const XmlMarkup markup = classify_markup(content.substr(markup_at));
        at = behind(content, markup_at, markup);
        if (markup == XmlMarkup::cdata) {
            const std::size_t begin = markup_at + opening_size(markup);
            append(begin, std::max(begin, at - std::min(at, terminator_of(markup).size())), true, encoding);
        }
    }
}

XmlFlatText::~XmlFlatText() {
    ::explicit_bzero(text_.data(), text_.size());
}

void XmlFlatText::append(std::size_t begin, std::size_t end, bool in_cdata, XmlEncoding encoding) {
    while (begin < end) {
        const std::size_t length = unit_length(content_.substr(begin, end - begin), in_cdata, encoding);
        append_decoded(text_, content_.substr(begin, length), in_cdata ? XmlPlace::cdata : XmlPlace::text,
                       encoding);
        units_.resize(text_.size(), {begin, begin + length, in_cdata});
        begin += length;
    }
}

XmlPlaceInText XmlFlatText::place(std::size_t begin, std::size_t end) const {
    if (begin == end) {
        const std::size_t at = begin > 0               ? units_[begin - 1].end
                               : begin < units_.size() ? units_[begin].begin
                                                       : 0;
        return {at, at, false,
                begin > 0 ? units_[begin - 1].in_cdata : begin < units_.size() && units_[begin].in_cdata};
    }
    XmlPlaceInText place{units_[begin].begin, units_[end - 1].end, false, units_[begin].in_cdata};
    for (std::size_t i = begin + 1; i < end; ++i) {
        const bool next = units_[i].begin == units_[i - 1].end || units_[i].begin == units_[i - 1].begin;
        place.markup = place.markup || !next;
    }
    return place;
}

}  // namespace postern::format
