// Text, compressed.
#pragma once

#include <memory>

#include "base/byte_stream.hpp"
#include "compression/codec.hpp"

namespace postern::compression {

class Encoder : public base::ByteSink {
public:
    // Writes the end of the stream; once, and nothing is written behind it. Without it the output is cut
    // short, and no decoder takes it for whole.
    virtual void finish() = 0;
};

// One frame or member with its checksums, without a name or a time, at a level between fast and small. The
// output must outlive it. Buffers that held text are wiped.
std::unique_ptr<Encoder> make_encoder(Codec codec, base::ByteSink& output);

}  // namespace postern::compression
