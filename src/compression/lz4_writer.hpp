// An LZ4 frame, compressed with liblz4 as lz4 -1 does.
#pragma once

#include <memory>

#include "compression/stream_writer.hpp"

namespace postern::compression {

std::unique_ptr<StreamWriter> make_lz4_writer();

}  // namespace postern::compression
