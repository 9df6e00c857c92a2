// A stated number of a window's bytes, as they are.
#pragma once

#include <cstdint>

#include "compression/compressed_input.hpp"

namespace postern::target {

// Throws DamagedInput when there are fewer.
class SectionInput : public base::ByteSource {
public:
    SectionInput(base::ByteWindow& window, std::uint64_t size)
        : input_(window, window.has_output() ? compression::UsedBytes::held : compression::UsedBytes::passed),
          left_(size) {}

    std::size_t read(std::span<char> buffer) override;

    // What becomes of its bytes, as of a decoder's.
    void let_go(compression::UsedBytes used) { input_.let_go(used); }

    // Not read yet.
    std::uint64_t left() const { return left_; }

private:
    compression::CompressedInput input_;
    std::uint64_t left_;
};

}  // namespace postern::target
