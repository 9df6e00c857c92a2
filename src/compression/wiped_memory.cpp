#include "compression/wiped_memory.hpp"

#include <sys/mman.h>

#include <cstdint>
#include <cstdlib>
#include <cstring>

namespace postern::compression {

namespace {

// Stands before each block.
struct alignas(alignof(std::max_align_t)) Size {
    std::size_t whole;
};

// Pages of its own, from here on: what was never written to needs no wiping, and the kernel clears the rest.
constexpr std::size_t kOwnPages = 128 * 1024;

void* allocate(std::size_t size) {
    if (size < kOwnPages) {
        return std::malloc(size);
    }
    constexpr int kFlags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE;
    void* pages = ::mmap(nullptr, size, PROT_READ | PROT_WRITE, kFlags, -1, 0);
    return pages == MAP_FAILED ? nullptr : pages;
}

}  // namespace

void* allocate_wiped(std::size_t size) noexcept {
    if (size > PTRDIFF_MAX - sizeof(Size)) {
        return nullptr;
    }
    auto* const block = static_cast<Size*>(allocate(size + sizeof(Size)));
    if (block == nullptr) {
        return nullptr;
    }
    block->whole = size + sizeof(Size);
    return block + 1;
}

void free_wiped(void* memory) noexcept {
    if (memory == nullptr) {
        return;
    }
    Size* const block = static_cast<Size*>(memory) - 1;
    const std::size_t whole = block->whole;
    if (whole < kOwnPages) {
        ::explicit_bzero(block, whole);
        std::free(block);
    } else {
        ::munmap(block, whole);
    }
}

}  // namespace postern::compression
