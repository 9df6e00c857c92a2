#include "compression/crc32.hpp"

#include <isa-l/crc.h>

namespace postern::compression {

std::uint32_t crc32(std::uint32_t before, std::string_view text) {
    return crc32_gzip_refl(before, reinterpret_cast<const unsigned char*>(text.data()), text.size());
}

}  // namespace postern::compression
