#include "report/shown_text.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace postern::report {

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
    return base::printable(text);
}

}  // namespace postern::report
