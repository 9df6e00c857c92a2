// LZ4 frames, decompressed with liblz4.
#pragma once

#include <memory>

#include "compression/stream_reader.hpp"

namespace postern::compression {

std::unique_ptr<StreamReader> make_lz4_reader();

}  // namespace postern::compression
