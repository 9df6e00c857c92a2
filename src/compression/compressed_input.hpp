// The compressed bytes under a decoder, and what becomes of those it has used.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/byte_window.hpp"

namespace postern::compression {

enum class UsedBytes {
    held,     // stay in the window until it is decided: so the start of a stream can be looked at
    passed,   // go to the window's output as they came
    dropped,  // do not: the text goes there, compressed anew
};

class CompressedInput {
public:
    // Nobody needs to see more of a text than half of this to tell what it is.
    static constexpr std::size_t kMostHeld = 32 * 1024 * 1024;

    explicit CompressedInput(base::ByteWindow& window, UsedBytes used = UsedBytes::dropped)
        : window_(window), used_bytes_(used) {}

    // What was not used yet.
    std::string_view unused() const { return window_.bytes().substr(held_); }
    // Appends at least one byte to unused(); false at the end. Throws DamagedInput, also when
    // kMostHeld bytes are held: compressed data may go on for ever without any text.
    bool more();
    void use(std::size_t count);

    // From now on, and for what is held.
    void let_go(UsedBytes used);

    std::uint64_t used() const { return used_; }
    std::uint64_t offset() const { return window_.offset() + held_; }

private:
    base::ByteWindow& window_;
    UsedBytes used_bytes_;
    std::size_t held_ = 0;  // at the window's front
    std::uint64_t used_ = 0;
};

}  // namespace postern::compression
