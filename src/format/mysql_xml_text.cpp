#include "format/mysql_xml_text.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace postern::format {

namespace {

using Entity = std::pair<std::string_view, char>;

// The last one is read, but not written.
constexpr std::array<Entity, 5> kEntities{
    {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}}};

}  // namespace

void append_decoded_mysql_xml(std::string_view raw, std::string& value) {
    while (!raw.empty()) {
        const std::size_t sign = std::min(raw.find('&'), raw.size());
        value += raw.substr(0, sign);
        raw.remove_prefix(sign);
        const auto* const entity =
            std::find_if(kEntities.begin(), kEntities.end(),
                         [raw](const Entity& known) { return raw.starts_with(known.first); });
        if (entity != kEntities.end()) {
            value += entity->second;
            raw.remove_prefix(entity->first.size());
        } else if (!raw.empty()) {
            value += '&';
            raw.remove_prefix(1);
        }
    }
}

std::string encode_mysql_xml(std::string_view value) {
    std::string text;
    for (const char c : value) {
        const auto* const entity = std::find_if(kEntities.begin(), kEntities.end() - 1,
                                                [c](const Entity& known) { return c == known.second; });
        if (entity != kEntities.end() - 1) {
            text += entity->first;
        } else {
            text += c;
        }
    }
    return text;
}

}  // namespace postern::format
