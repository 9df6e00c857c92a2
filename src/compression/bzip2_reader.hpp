// Data of bzip2, decompressed with libbz2.
#pragma once

#include <memory>

#include "compression/stream_reader.hpp"

namespace postern::compression {

std::unique_ptr<StreamReader> make_bzip2_reader();

}  // namespace postern::compression
