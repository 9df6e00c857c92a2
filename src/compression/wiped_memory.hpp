// Memory for the compression libraries that keeps nothing of what it held.
#pragma once

#include <cstddef>

namespace postern::compression {

// Aligned as malloc's; nullptr when there is none left. A large block takes no memory before it is written
// to, so that a window of 2 GiB costs what is in it.
void* allocate_wiped(std::size_t size) noexcept;

// Wipes it, and gives it back. Nothing happens to nullptr.
void free_wiped(void* memory) noexcept;

}  // namespace postern::compression
