// The checksum of gzip and ZIP.
#pragma once

#include <cstdint>
#include <string_view>

namespace postern::compression {

// Of the text behind that whose checksum is `before`.
std::uint32_t crc32(std::uint32_t before, std::string_view text);

}  // namespace postern::compression
