#include "target/drain.hpp"

#include <algorithm>
#include <array>
#include <cstring>

namespace postern::target {

namespace {

struct Buffer {
    std::array<char, 65536> bytes;
    std::size_t used = 0;

    ~Buffer() { ::explicit_bzero(bytes.data(), used); }
};

}  // namespace

void drain(base::ByteSource& source) {
    Buffer buffer;
    for (std::size_t count = 1; count > 0;) {
        count = source.read(buffer.bytes);
        buffer.used = std::max(buffer.used, count);
    }
}

}  // namespace postern::target
