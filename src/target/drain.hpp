// Reading what nobody wants, for what it proves.
#pragma once

#include "base/byte_stream.hpp"

namespace postern::target {

// Reads a source to its end, and wipes what it gave. Throws DamagedInput.
void drain(base::ByteSource& source);

}  // namespace postern::target
