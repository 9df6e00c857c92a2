// A bound on how far compressed input may expand.
#pragma once

#include <cstdint>

#include "base/byte_window.hpp"

namespace postern::target {

// Deflate expands at most 1032-fold, so what grows further is a bomb of archives within archives.
// Counts all that is unpacked from one file, at every depth.
class ExpansionGuard {
public:
    static constexpr std::uint64_t kAlwaysAllowed = std::uint64_t{1} << 30;  // bytes
    static constexpr std::uint64_t kMostFold = 1100;

    explicit ExpansionGuard(const base::ByteWindow& outermost) : outermost_(outermost) {}

    // Throws DamagedInput when more has come out than the bytes read so far can honestly give.
    void produced(std::uint64_t bytes) {
        produced_ += bytes;
        const std::uint64_t read = outermost_.offset() + outermost_.bytes().size();
        if (produced_ > kAlwaysAllowed && produced_ / kMostFold > read) {
            throw base::DamagedInput("expands more than 1100-fold: refused as a decompression bomb");
        }
    }

private:
    const base::ByteWindow& outermost_;
    std::uint64_t produced_ = 0;
};

}  // namespace postern::target
