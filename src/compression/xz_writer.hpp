// Data of xz, compressed with liblzma as xz -6 does.
#pragma once

#include <memory>

#include "compression/stream_writer.hpp"

namespace postern::compression {

std::unique_ptr<StreamWriter> make_xz_writer();

}  // namespace postern::compression
