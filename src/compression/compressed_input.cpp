#include "compression/compressed_input.hpp"

#include <utility>

namespace postern::compression {

bool CompressedInput::more() {
    if (held_ >= kMostHeld) {
        throw base::DamagedInput("the compressed data goes on too long before its text begins");
    }
    return window_.more();
}

void CompressedInput::use(std::size_t count) {
    held_ += count;
    used_ += count;
    let_go(used_bytes_);
}

void CompressedInput::let_go(UsedBytes used) {
    used_bytes_ = used;
    if (used == UsedBytes::passed) {
        window_.consume(std::exchange(held_, 0));
    } else if (used == UsedBytes::dropped) {
        window_.drop(std::exchange(held_, 0));
    }
}

}  // namespace postern::compression
