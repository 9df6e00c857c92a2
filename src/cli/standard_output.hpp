// Standard output, without losing a failed write.
#pragma once

#include "base/byte_stream.hpp"

namespace postern::cli {

class StandardOutput : public base::ByteSink {
public:
    // Unbuffered. Throws Error.
    void write(std::string_view bytes) override;
};

}  // namespace postern::cli
