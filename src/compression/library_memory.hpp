// Wiped memory, asked for in the ways of the compression libraries.
#pragma once

#include <cstddef>

#include "compression/wiped_memory.hpp"

namespace postern::compression {

// libzstd, liblz4
inline void* allocate_size(void* /*opaque*/, std::size_t size) {
    return allocate_wiped(size);
}

// liblzma, which asks for one at a time
inline void* allocate_count(void* /*opaque*/, std::size_t count, std::size_t size) {
    return allocate_wiped(count * size);
}

// libbz2
inline void* allocate_int_count(void* /*opaque*/, int count, int size) {
    return allocate_wiped(static_cast<std::size_t>(count) * static_cast<std::size_t>(size));
}

inline void free_any(void* /*opaque*/, void* memory) {
    free_wiped(memory);
}

}  // namespace postern::compression
