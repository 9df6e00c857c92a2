// Deflate data could not be changed within its packing.
#pragma once

#include "postern/error.hpp"

namespace postern::compression {

// Whoever has the original packs it anew as a whole; what was written so far is worth nothing.
class SpliceFailed : public Error {
public:
    explicit SpliceFailed(const std::string& what)
        : Error(ErrorKind::failed, what,
                "from a file, and with -o FILE or --in-place, it is packed anew as a whole instead") {}
};

}  // namespace postern::compression
