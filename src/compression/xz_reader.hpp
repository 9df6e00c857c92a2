// Data of xz, decompressed with liblzma.
#pragma once

#include <memory>

#include "compression/stream_reader.hpp"

namespace postern::compression {

std::unique_ptr<StreamReader> make_xz_reader();

}  // namespace postern::compression
