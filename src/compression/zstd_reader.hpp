// Zstandard data, decompressed with libzstd.
#pragma once

#include <memory>

#include "compression/stream_reader.hpp"

namespace postern::compression {

// Windows of up to 2 GiB; a frame that needs a dictionary is damage.
std::unique_ptr<StreamReader> make_zstd_reader();

}  // namespace postern::compression
