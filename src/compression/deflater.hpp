// Deflate data, compressed with ISA-L at its best level.
#pragma once

#include <memory>

#include "compression/deflate_wrapper.hpp"
#include "compression/stream_writer.hpp"

namespace postern::compression {

std::unique_ptr<StreamWriter> make_deflater(DeflateWrapper wrapper);

}  // namespace postern::compression
