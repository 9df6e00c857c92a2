// The header in front of a gzip member's deflate data.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

// Source of the format: RFC 1952, section 2.3.
namespace postern::compression {

struct GzipHeader {
    std::size_t size = 0;
    bool states_packed_size = false;  // as members of bgzip and dictzip do
};

// The header at the start of these bytes; nullopt when they do not hold all of it. Throws DamagedInput, also
// when its own checksum does not fit.
std::optional<GzipHeader> parse_gzip_header(std::string_view bytes);

}  // namespace postern::compression
