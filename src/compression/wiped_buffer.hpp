// A buffer that keeps nothing of what it held.
#pragma once

#include <cstddef>
#include <new>
#include <span>

#include "compression/wiped_memory.hpp"

namespace postern::compression {

class WipedBuffer {
public:
    explicit WipedBuffer(std::size_t size) : memory_(static_cast<char*>(allocate_wiped(size))), size_(size) {
        if (memory_ == nullptr) {
            throw std::bad_alloc();
        }
    }
    ~WipedBuffer() { free_wiped(memory_); }
    WipedBuffer(const WipedBuffer&) = delete;
    WipedBuffer& operator=(const WipedBuffer&) = delete;

    std::span<char> room() { return {memory_, size_}; }

private:
    char* memory_;
    std::size_t size_;
};

}  // namespace postern::compression
