#include "format/zip_extra.hpp"

#include <utility>

#include "format/little_endian.hpp"

namespace postern::format {

namespace {

constexpr std::uint16_t kZip64Part = 0x0001;
constexpr std::size_t kPartHeader = 4;

// The part at the start of extra with its header; empty when there is no whole one.
std::string_view first_part(std::string_view extra) {
    if (extra.size() < kPartHeader || u16(extra, 2) > extra.size() - kPartHeader) {
        return {};
    }
    return extra.substr(0, kPartHeader + u16(extra, 2));
}

}  // namespace

void read_zip64(std::string_view extra, std::initializer_list<std::uint64_t*> values) {
    for (auto part = first_part(extra); !part.empty(); part = first_part(extra)) {
        extra.remove_prefix(part.size());
        if (u16(part, 0) != kZip64Part) {
            continue;
        }
        part.remove_prefix(kPartHeader);
        for (std::uint64_t* value : values) {
            if (*value == kInZip64 && part.size() >= 8) {
                *value = little_endian(part, 0, 8);
                part.remove_prefix(8);
            }
        }
        return;
    }
}

std::string with_zip64(std::string_view extra, const std::vector<std::uint64_t>& values) {
    std::string zip64;
    if (!values.empty()) {
        append_little_endian(zip64, 2, kZip64Part);
        append_little_endian(zip64, 2, values.size() * 8);
        for (const std::uint64_t value : values) {
            append_little_endian(zip64, 8, value);
        }
    }
    std::string changed;
    for (auto part = first_part(extra); !part.empty(); part = first_part(extra)) {
        extra.remove_prefix(part.size());
        const bool is_zip64 = u16(part, 0) == kZip64Part;
        changed += is_zip64 ? std::exchange(zip64, "") : std::string(part);
    }
    return zip64.append(changed).append(extra);
}

}  // namespace postern::format
