#include "compression/zstd_reader.hpp"

#define ZSTD_STATIC_LINKING_ONLY  // for its memory, and a frame's header
#include <zstd.h>
#include <zstd_errors.h>

#include <algorithm>
#include <new>
#include <string>

#include "compression/library_memory.hpp"

namespace postern::compression {

namespace {

constexpr int kLargestWindowLog = 31;
constexpr std::size_t kBlockHeader = 3;

std::string_view damage_of(std::size_t result) {
    switch (ZSTD_getErrorCode(result)) {
        case ZSTD_error_dictionary_wrong:
            return "the compressed data needs a dictionary, which is not in it";
        case ZSTD_error_frameParameter_windowTooLarge:
            return "the compressed data needs a window of more than 2 GiB";
        case ZSTD_error_memory_allocation:
            return kNoMemory;
        default:
            return kDamaged;
    }
}

// Those of the formats before 1.0, which libzstd may know still, begin otherwise.
bool begins_frame(char first) {
    return first == '\x28' || (first & 0xF0) == 0x50;
}

class ZstdReader : public StreamReader {
public:
    ZstdReader() : context_(ZSTD_createDCtx_advanced({allocate_size, free_any, nullptr}), &ZSTD_freeDCtx) {
        if (context_ == nullptr) {
            throw std::bad_alloc();
        }
        ZSTD_DCtx_setParameter(context_.get(), ZSTD_d_windowLogMax, kLargestWindowLog);
        restart();
    }

    ReadProgress step(std::string_view input, std::span<char> room) override;
    void restart() override;
    std::uint64_t window_size() const override { return window_size_; }

private:
    ReadProgress decompress(std::string_view input, std::span<char> room);
    void keep_header(std::string_view used);

    std::unique_ptr<ZSTD_DCtx, decltype(&ZSTD_freeDCtx)> context_;
    std::size_t wanted_ = 0;  // how much input the next step takes, at most
    bool text_left_ = false;  // that it could not give yet
    std::string header_;
    std::uint64_t window_size_ = 0;
};

void ZstdReader::restart() {
    ZSTD_DCtx_reset(context_.get(), ZSTD_reset_session_only);
    wanted_ = ZSTD_FRAMEHEADERSIZE_MIN(ZSTD_f_zstd1);
    text_left_ = false;
    header_.clear();
}

// On an error it does not say what it wrote before. So it gets a block at a time, without the next one's
// header that it asks for, and none before all text of the last was given.
ReadProgress ZstdReader::step(std::string_view input, std::span<char> room) {
    if (header_.empty() && !input.empty() && !begins_frame(input.front())) {
        return {0, 0, false, kDamaged};
    }
    if (text_left_) {
        const ReadProgress progress = decompress({}, room);
        if (progress.produced > 0 || !progress.damage.empty()) {
            return progress;
        }
    }
    return decompress(input.substr(0, wanted_), room);
}

ReadProgress ZstdReader::decompress(std::string_view input, std::span<char> room) {
    ZSTD_inBuffer in{input.data(), input.size(), 0};
    ZSTD_outBuffer out{room.data(), room.size(), 0};
    const std::size_t result = ZSTD_decompressStream(context_.get(), &out, &in);
    if (ZSTD_isError(result) != 0) {
        return {0, 0, false, damage_of(result)};
    }
    keep_header(input.substr(0, in.pos));
    wanted_ = result > kBlockHeader ? result - kBlockHeader : result;
    text_left_ = out.pos == room.size();
    return {in.pos, out.pos, result == 0, {}};
}

void ZstdReader::keep_header(std::string_view used) {
    if (header_.size() == ZSTD_FRAMEHEADERSIZE_MAX) {
        return;
    }
    header_ += used.substr(0, ZSTD_FRAMEHEADERSIZE_MAX - header_.size());
    ZSTD_frameHeader frame{};
    if (ZSTD_getFrameHeader(&frame, header_.data(), header_.size()) == 0) {
        window_size_ = std::max<std::uint64_t>(window_size_, frame.windowSize);
    }
}

}  // namespace

std::unique_ptr<StreamReader> make_zstd_reader() {
    return std::make_unique<ZstdReader>();
}

}  // namespace postern::compression
