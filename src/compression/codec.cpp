#include "compression/codec.hpp"

#include <algorithm>
#include <array>

namespace postern::compression {

namespace {

using std::string_view_literals::operator""sv;

// The digit is the size of its blocks; then comes a block or, when there is none, the end.
bool begins_bzip2(std::string_view head) {
    if (head.size() < 4 || !head.starts_with("BZh") || head[3] < '1' || head[3] > '9') {
        return false;
    }
    const std::string_view next = head.substr(4, 6);
    return "1AY&SY"sv.starts_with(next) || "\x17\x72\x45\x38\x50\x90"sv.starts_with(next);
}

bool begins_skippable(std::string_view head) {
    return head.size() >= 4 && (head[0] & 0xF0) == 0x50 && head.substr(1).starts_with("\x2A\x4D\x18"sv);
}

}  // namespace

bool begins_stream(Codec codec, std::string_view head) {
    switch (codec) {
        case Codec::gzip:
            return head.starts_with("\x1F\x8B"sv);
        case Codec::bzip2:
            return begins_bzip2(head);
        case Codec::xz:
            return head.starts_with(
                "\xFD"
                "7zXZ\0"sv);
        case Codec::zstd:
            return head.starts_with("\x28\xB5\x2F\xFD"sv) || begins_skippable(head);
        case Codec::lz4:
            return head.starts_with("\x04\x22\x4D\x18"sv) || begins_skippable(head);
        case Codec::zlib:
        case Codec::deflate:
            break;
    }
    return false;
}

std::optional<Codec> codec_by_magic(std::string_view head) {
    constexpr std::array kMarked{Codec::gzip, Codec::bzip2, Codec::xz, Codec::zstd, Codec::lz4};
    const auto* const found =
        std::ranges::find_if(kMarked, [&](Codec codec) { return begins_stream(codec, head); });
    return found == kMarked.end() ? std::nullopt : std::optional(*found);
}

std::string_view codec_name(Codec codec) {
    switch (codec) {
        case Codec::gzip:
            return "gzip";
        case Codec::zlib:
            return "zlib";
        case Codec::deflate:
            return "Deflate";
        case Codec::bzip2:
            return "bzip2";
        case Codec::xz:
            return "xz";
        case Codec::zstd:
            return "Zstandard";
        case Codec::lz4:
            return "LZ4";
    }
    return "";
}

}  // namespace postern::compression
