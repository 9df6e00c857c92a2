#include "format/multibyte.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "base/text.hpp"

namespace postern::format {

namespace {

using Name = std::pair<std::string_view, Multibyte>;

constexpr std::array<Name, 12> kPostgresNames{{{"sjis", Multibyte::shift_jis},
                                               {"shift_jis", Multibyte::shift_jis},
                                               {"shiftjis", Multibyte::shift_jis},
                                               {"mskanji", Multibyte::shift_jis},
                                               {"windows932", Multibyte::shift_jis},
                                               {"win932", Multibyte::shift_jis},
                                               {"shift_jis_2004", Multibyte::shift_jis},
                                               {"big5", Multibyte::big5},
                                               {"gbk", Multibyte::gbk},
                                               {"windows936", Multibyte::gbk},
                                               {"gb18030", Multibyte::gbk},
                                               {"johab", Multibyte::johab}}};
constexpr std::array<Name, 5> kMysqlNames{{{"sjis", Multibyte::shift_jis},
                                           {"cp932", Multibyte::shift_jis},
                                           {"big5", Multibyte::big5},
                                           {"gbk", Multibyte::gbk},
                                           {"gb18030", Multibyte::gbk}}};

template <std::size_t N>
Multibyte find_name(const std::array<Name, N>& names, std::string_view wanted) {
    const auto found = std::find_if(names.begin(), names.end(), [wanted](const Name& name) {
        return base::equal_without_case(name.first, wanted);
    });
    return found != names.end() ? found->second : Multibyte::none;
}

bool is_between(std::uint8_t byte, std::uint8_t low, std::uint8_t high) {
    return byte >= low && byte <= high;
}

bool is_second_half(char byte, Multibyte encoding) {
    const auto second = static_cast<std::uint8_t>(byte);
    const std::uint8_t lowest = encoding == Multibyte::johab ? 0x31 : 0x40;
    return is_between(second, lowest, 0x7E) || second >= (encoding == Multibyte::big5 ? 0xA1 : 0x80);
}

}  // namespace

Multibyte postgres_encoding(std::string_view name) {
    return find_name(kPostgresNames, name);
}

Multibyte mysql_character_set(std::string_view name) {
    return find_name(kMysqlNames, name);
}

bool is_first_half(char byte, Multibyte encoding) {
    const auto first = static_cast<std::uint8_t>(byte);
    switch (encoding) {
        case Multibyte::shift_jis:
            return is_between(first, 0x81, 0x9F) || is_between(first, 0xE0, 0xFC);
        case Multibyte::big5:
            return is_between(first, 0xA1, 0xF9);
        case Multibyte::gbk:
            return is_between(first, 0x81, 0xFE);
        case Multibyte::johab:
            return is_between(first, 0x84, 0xF9);
        case Multibyte::none:
            break;
    }
    return false;
}

bool is_pair(std::string_view text, Multibyte encoding) {
    return text.size() > 1 && is_first_half(text[0], encoding) && is_second_half(text[1], encoding);
}

CharacterSearch find_character(std::string_view text, std::string_view wanted, std::size_t from,
                               Multibyte encoding) {
    if (encoding == Multibyte::none) {
        const std::size_t found = text.find_first_of(wanted, from);
        return {std::min(found, text.size()), found != std::string_view::npos};
    }
    std::size_t at = from;
    while (at < text.size()) {
        if (wanted.find(text[at]) != std::string_view::npos) {
            return {at, true};
        }
        if (at + 1 == text.size() && is_first_half(text[at], encoding)) {
            return {at, false};
        }
        at += starts_with_pair(text.substr(at), encoding) ? 2 : 1;
    }
    return {text.size(), false};
}

}  // namespace postern::format
