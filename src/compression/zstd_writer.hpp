// A Zstandard frame, compressed with libzstd as zstd -3 does.
#pragma once

#include <memory>

#include "compression/stream_writer.hpp"

namespace postern::compression {

std::unique_ptr<StreamWriter> make_zstd_writer();

}  // namespace postern::compression
