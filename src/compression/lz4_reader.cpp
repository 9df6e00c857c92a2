#include "compression/lz4_reader.hpp"

#define LZ4F_STATIC_LINKING_ONLY  // for its memory
#include <lz4frame.h>

#include <new>

#include "compression/library_memory.hpp"

namespace postern::compression {

namespace {

constexpr std::size_t kBlockHeader = 4;

class Lz4Reader : public StreamReader {
public:
    Lz4Reader()
        : context_(LZ4F_createDecompressionContext_advanced({allocate_size, nullptr, free_any, nullptr},
                                                            LZ4F_VERSION),
                   &LZ4F_freeDecompressionContext) {
        if (context_ == nullptr) {
            throw std::bad_alloc();
        }
    }

    ReadProgress step(std::string_view input, std::span<char> room) override;
    void restart() override;

private:
    ReadProgress decompress(std::string_view input, std::span<char> room);

    std::unique_ptr<LZ4F_dctx, decltype(&LZ4F_freeDecompressionContext)> context_;
    std::size_t wanted_ = LZ4F_HEADER_SIZE_MIN;  // how much input the next step takes, at most
    bool text_left_ = false;                     // that it could not give yet
};

void Lz4Reader::restart() {
    LZ4F_resetDecompressionContext(context_.get());
    wanted_ = LZ4F_HEADER_SIZE_MIN;
    text_left_ = false;
}

// On an error it does not say what it wrote before. So it gets a block at a time, without the next one's
// header that it asks for, and none before all text of the last was given.
ReadProgress Lz4Reader::step(std::string_view input, std::span<char> room) {
    if (text_left_) {
        const ReadProgress progress = decompress({}, room);
        if (progress.produced > 0 || !progress.damage.empty()) {
            return progress;
        }
    }
    return decompress(input.substr(0, wanted_), room);
}

ReadProgress Lz4Reader::decompress(std::string_view input, std::span<char> room) {
    std::size_t used = input.size();
    std::size_t produced = room.size();
    const std::size_t result =
        LZ4F_decompress(context_.get(), room.data(), &produced, input.data(), &used, nullptr);
    if (LZ4F_isError(result) != 0) {
        return {0, 0, false, kDamaged};
    }
    wanted_ = result > kBlockHeader ? result - kBlockHeader : result;
    text_left_ = produced == room.size();
    return {used, produced, result == 0, {}};
}

}  // namespace

std::unique_ptr<StreamReader> make_lz4_reader() {
    return std::make_unique<Lz4Reader>();
}

}  // namespace postern::compression
