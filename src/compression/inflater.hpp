// Deflate data, decompressed with ISA-L.
#pragma once

#include <memory>

#include "compression/deflate_wrapper.hpp"
#include "compression/stream_reader.hpp"

namespace postern::compression {

// A wrapper's checksum is compared.
std::unique_ptr<StreamReader> make_inflater(DeflateWrapper wrapper);

}  // namespace postern::compression
