#include "compression/lz4_writer.hpp"

#define LZ4F_STATIC_LINKING_ONLY  // for its memory
#include <lz4frame.h>

#include <algorithm>
#include <new>

#include "compression/library_memory.hpp"
#include "compression/wiped_buffer.hpp"

namespace postern::compression {

namespace {

constexpr std::size_t kBlockSize = std::size_t{4} << 20;

// Blocks of their own, as the tool makes them. They are gathered here, as the library would keep a copy.
LZ4F_preferences_t preferences() {
    LZ4F_preferences_t chosen = LZ4F_INIT_PREFERENCES;
    chosen.frameInfo.blockSizeID = LZ4F_max4MB;
    chosen.frameInfo.blockMode = LZ4F_blockIndependent;
    chosen.frameInfo.contentChecksumFlag = LZ4F_contentChecksumEnabled;
    chosen.autoFlush = 1;
    return chosen;
}

// The bound is for a block and the frame's end; the header comes on top.
std::size_t packed_size() {
    const LZ4F_preferences_t chosen = preferences();
    return LZ4F_HEADER_SIZE_MAX + LZ4F_compressBound(kBlockSize, &chosen);
}

class Lz4Writer : public StreamWriter {
public:
    Lz4Writer();

    WriteProgress step(std::string_view text, std::span<char> room) override;
    WriteProgress finish(std::span<char> room) override;

private:
    void compress_block();
    void end_frame();
    void add(std::size_t result);
    std::size_t give(std::span<char> room);
    std::span<char> free() { return packed_.room().subspan(end_); }

    std::unique_ptr<LZ4F_cctx, decltype(&LZ4F_freeCompressionContext)> context_;
    WipedBuffer block_{kBlockSize};
    std::size_t filled_ = 0;
    WipedBuffer packed_{packed_size()};
    std::size_t given_ = 0;  // of packed_
    std::size_t end_ = 0;    // behind what is in packed_
    bool frame_ended_ = false;
};

Lz4Writer::Lz4Writer()
    : context_(
          LZ4F_createCompressionContext_advanced({allocate_size, nullptr, free_any, nullptr}, LZ4F_VERSION),
          &LZ4F_freeCompressionContext) {
    if (context_ == nullptr) {
        throw std::bad_alloc();
    }
    const LZ4F_preferences_t chosen = preferences();
    add(LZ4F_compressBegin(context_.get(), free().data(), free().size(), &chosen));
}

WriteProgress Lz4Writer::step(std::string_view text, std::span<char> room) {
    WriteProgress progress;
    progress.produced = give(room);
    if (given_ == end_) {
        progress.used = std::min(text.size(), kBlockSize - filled_);
        std::copy_n(text.data(), progress.used, block_.room().data() + filled_);
        filled_ += progress.used;
        if (filled_ == kBlockSize) {
            compress_block();
        }
    }
    return progress;
}

WriteProgress Lz4Writer::finish(std::span<char> room) {
    WriteProgress progress;
    progress.produced = give(room);
    if (given_ == end_ && !frame_ended_) {
        compress_block();
        end_frame();
    } else {
        progress.ended = given_ == end_;
    }
    return progress;
}

void Lz4Writer::compress_block() {
    given_ = end_ = 0;
    if (filled_ > 0) {
        add(LZ4F_compressUpdate(context_.get(), free().data(), free().size(), block_.room().data(), filled_,
                                nullptr));
        filled_ = 0;
    }
}

void Lz4Writer::end_frame() {
    add(LZ4F_compressEnd(context_.get(), free().data(), free().size(), nullptr));
    frame_ended_ = true;
}

void Lz4Writer::add(std::size_t result) {
    if (LZ4F_isError(result) != 0) {
        throw std::bad_alloc();  // there is no other reason
    }
    end_ += result;
}

std::size_t Lz4Writer::give(std::span<char> room) {
    const std::size_t count = std::min(room.size(), end_ - given_);
    std::copy_n(packed_.room().data() + given_, count, room.data());
    given_ += count;
    return count;
}

}  // namespace

std::unique_ptr<StreamWriter> make_lz4_writer() {
    return std::make_unique<Lz4Writer>();
}

}  // namespace postern::compression
