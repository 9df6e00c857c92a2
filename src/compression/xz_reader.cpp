#include "compression/xz_reader.hpp"

#include <lzma.h>

#include <algorithm>
#include <new>

#include "compression/library_memory.hpp"

namespace postern::compression {

namespace {

std::string_view damage_of(lzma_ret result) {
    switch (result) {
        case LZMA_OK:
        case LZMA_STREAM_END:
        case LZMA_BUF_ERROR:  // needs more
            return {};
        case LZMA_MEM_ERROR:
            return kNoMemory;
        case LZMA_UNSUPPORTED_CHECK:
            return "the compressed data has a kind of checksum that is not known";
        case LZMA_OPTIONS_ERROR:
            return "the compressed data uses a filter that is not known";
        default:
            return kDamaged;
    }
}

class XzReader : public StreamReader {
public:
    XzReader() {
        stream_.allocator = &allocator_;
        restart();
    }
    ~XzReader() override { lzma_end(&stream_); }
    XzReader(const XzReader&) = delete;
    XzReader& operator=(const XzReader&) = delete;

    ReadProgress step(std::string_view input, std::span<char> room) override;
    void restart() override;
    std::uint64_t window_size() const override { return window_size_; }

private:
    lzma_allocator allocator_{allocate_count, free_any, nullptr};
    lzma_stream stream_ = LZMA_STREAM_INIT;
    std::uint64_t window_size_ = 0;
};

void XzReader::restart() {
    if (lzma_stream_decoder(&stream_, UINT64_MAX, LZMA_TELL_UNSUPPORTED_CHECK) != LZMA_OK) {
        throw std::bad_alloc();
    }
}

ReadProgress XzReader::step(std::string_view input, std::span<char> room) {
    stream_.next_in = reinterpret_cast<const std::uint8_t*>(input.data());
    stream_.avail_in = input.size();
    stream_.next_out = reinterpret_cast<std::uint8_t*>(room.data());
    stream_.avail_out = room.size();
    const lzma_ret result = lzma_code(&stream_, LZMA_RUN);
    window_size_ = std::max(window_size_, lzma_memusage(&stream_));
    return {input.size() - stream_.avail_in, room.size() - stream_.avail_out, result == LZMA_STREAM_END,
            damage_of(result)};
}

}  // namespace

std::unique_ptr<StreamReader> make_xz_reader() {
    return std::make_unique<XzReader>();
}

}  // namespace postern::compression
