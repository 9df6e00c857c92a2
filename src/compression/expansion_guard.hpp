// A bound on how far compressed input may expand.
#pragma once

#include <algorithm>
#include <cstdint>

#include "base/byte_window.hpp"
#include "compression/codec.hpp"

namespace postern::compression {

// Counts all that is unpacked from one file, at every depth.
class ExpansionGuard {
public:
    static constexpr std::uint64_t kAlwaysAllowed = std::uint64_t{1} << 30;  // bytes

    explicit ExpansionGuard(const base::ByteWindow& outermost) : outermost_(outermost) {}

    // What a codec may do. Deflate and LZ4 cannot expand further than 1032-fold and 255-fold, so what does is
    // a bomb of archives within archives. The others fold a gigabyte of zeros 6900-fold (xz), 32000-fold
    // (Zstandard) and more, but rows that differ in a number only less than 600-fold.
    static constexpr std::uint64_t most_fold(Codec codec) {
        switch (codec) {
            case Codec::bzip2:
            case Codec::xz:
            case Codec::zstd:
                return 5000;
            default:
                return 1100;
        }
    }

    // The file may expand as that codec does.
    void expect(Codec codec) { most_fold_ = std::max(most_fold_, most_fold(codec)); }

    // Throws DamagedInput when more has come out than the bytes read so far can honestly give, and from then
    // on.
    void produced(std::uint64_t bytes) {
        produced_ += bytes;
        const std::uint64_t read = outermost_.offset() + outermost_.bytes().size();
        refused_ = refused_ || (produced_ > kAlwaysAllowed && produced_ / most_fold_ > read);
        if (refused_) {
            throw base::DamagedInput("expands further than any backup: refused as a decompression bomb");
        }
    }

private:
    const base::ByteWindow& outermost_;
    std::uint64_t most_fold_ = most_fold(Codec::gzip);
    std::uint64_t produced_ = 0;
    bool refused_ = false;
};

}  // namespace postern::compression
