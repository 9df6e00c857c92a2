// Data of bzip2, compressed with libbz2 as bzip2 -9 does.
#pragma once

#include <memory>

#include "compression/stream_writer.hpp"

namespace postern::compression {

std::unique_ptr<StreamWriter> make_bzip2_writer();

}  // namespace postern::compression
