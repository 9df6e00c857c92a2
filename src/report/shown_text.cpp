#include "report/shown_text.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace postern::report {

namespace {

// U+061C, U+200E-200F, U+2028-202E, U+2066-2069: these reorder or break what is shown around them.
std::size_t steering_mark_length(std::string_view text) {
    const auto byte = [text](std::size_t at) { return static_cast<unsigned char>(text[at]); };
    if (text.size() >= 2 && byte(0) == 0xD8 && byte(1) == 0x9C) {
        return 2;
    }
    if (text.size() < 3 || byte(0) != 0xE2) {
        return 0;
    }
    const unsigned char last = byte(2);
    const bool general = byte(1) == 0x80 && (last == 0x8E || last == 0x8F || (last >= 0xA8 && last <= 0xAE));
    const bool isolate = byte(1) == 0x81 && last >= 0xA6 && last <= 0xA9;
    return general || isolate ? 3 : 0;
}

}  // namespace

std::size_t visible_width(std::string_view text) {
    std::size_t width = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '\x1b') {
            at = std::min(text.find('m', at), text.size());
        } else if ((text[at] & 0xC0) != 0x80) {
            ++width;
        }
    }
    return width;
}

std::string shown(std::string_view text) {
    const std::string clean = base::printable(text);
    std::string result;
    for (std::size_t at = 0; at < clean.size();) {
        const std::size_t length = steering_mark_length(std::string_view(clean).substr(at));
        // A byte on its own is no valid UTF-8, so printable() spells it out.
        for (std::size_t i = 0; i < length; ++i) {
            result += base::printable(std::string_view(clean).substr(at + i, 1));
        }
        if (length == 0) {
            result += clean[at];
        }
        at += std::max<std::size_t>(length, 1);
    }
    return result;
}

}  // namespace postern::report
