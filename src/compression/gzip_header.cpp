#include "compression/gzip_header.hpp"

#include <string>

#include "base/byte_stream.hpp"
#include "compression/crc32.hpp"
#include "compression/stream_reader.hpp"

namespace postern::compression {

namespace {

constexpr std::size_t kFixedSize = 10;
constexpr unsigned kHasChecksum = 2;
constexpr unsigned kHasExtra = 4;
constexpr unsigned kHasName = 8;
constexpr unsigned kHasComment = 16;
constexpr unsigned kUnknown = 0xE0;
constexpr unsigned kDeflate = 8;

unsigned byte_at(std::string_view bytes, std::size_t at) {
    return static_cast<unsigned char>(bytes[at]);
}

unsigned short_at(std::string_view bytes, std::size_t at) {
    return byte_at(bytes, at) | byte_at(bytes, at + 1) << 8U;
}

bool has_field_with_size(std::string_view extra) {
    while (extra.size() >= 4) {
        if (extra.starts_with("BC") || extra.starts_with("RA")) {
            return true;
        }
        const std::size_t size = 4 + short_at(extra, 2);
        extra.remove_prefix(size < extra.size() ? size : extra.size());
    }
    return false;
}

}  // namespace

std::optional<GzipHeader> parse_gzip_header(std::string_view bytes) {
    if (bytes.size() < kFixedSize) {
        return std::nullopt;
    }
    const unsigned flags = byte_at(bytes, 3);
    if (!bytes.starts_with("\x1F\x8B") || byte_at(bytes, 2) != kDeflate || (flags & kUnknown) != 0) {
        throw base::DamagedInput(std::string(kDamaged));
    }
    GzipHeader header{kFixedSize, false};
    if ((flags & kHasExtra) != 0) {
        if (bytes.size() < header.size + 2) {
            return std::nullopt;
        }
        const std::size_t size = short_at(bytes, header.size);
        header.size += 2;
        if (bytes.size() < header.size + size) {
            return std::nullopt;
        }
        header.states_packed_size = has_field_with_size(bytes.substr(header.size, size));
        header.size += size;
    }
    for (const unsigned text : {kHasName, kHasComment}) {
        if ((flags & text) != 0) {
            const std::size_t end = bytes.find('\0', header.size);
            if (end == std::string_view::npos) {
                return std::nullopt;
            }
            header.size = end + 1;
        }
    }
    if ((flags & kHasChecksum) != 0) {
        if (bytes.size() < header.size + 2) {
            return std::nullopt;
        }
        if ((crc32(0, bytes.substr(0, header.size)) & 0xFFFFU) != short_at(bytes, header.size)) {
            throw base::DamagedInput(std::string(kDamaged));
        }
        header.size += 2;
    }
    return header;
}

}  // namespace postern::compression
