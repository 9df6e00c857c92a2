#include "compression/xz_writer.hpp"

#include <lzma.h>

#include <new>

#include "compression/library_memory.hpp"

namespace postern::compression {

namespace {

constexpr std::uint32_t kLevel = 4;

class XzWriter : public StreamWriter {
public:
    XzWriter() {
        stream_.allocator = &allocator_;
        if (lzma_easy_encoder(&stream_, kLevel, LZMA_CHECK_CRC64) != LZMA_OK) {
            throw std::bad_alloc();
        }
    }
    ~XzWriter() override { lzma_end(&stream_); }
    XzWriter(const XzWriter&) = delete;
    XzWriter& operator=(const XzWriter&) = delete;

    WriteProgress step(std::string_view text, std::span<char> room) override {
        return compress(text, room, LZMA_RUN);
    }
    WriteProgress finish(std::span<char> room) override { return compress({}, room, LZMA_FINISH); }

private:
    WriteProgress compress(std::string_view text, std::span<char> room, lzma_action action);

    lzma_allocator allocator_{allocate_count, free_any, nullptr};
    lzma_stream stream_ = LZMA_STREAM_INIT;
};

WriteProgress XzWriter::compress(std::string_view text, std::span<char> room, lzma_action action) {
    stream_.next_in = reinterpret_cast<const std::uint8_t*>(text.data());
    stream_.avail_in = text.size();
    stream_.next_out = reinterpret_cast<std::uint8_t*>(room.data());
    stream_.avail_out = room.size();
    const lzma_ret result = lzma_code(&stream_, action);
    if (result == LZMA_MEM_ERROR) {
        throw std::bad_alloc();
    }
    return {text.size() - stream_.avail_in, room.size() - stream_.avail_out, result == LZMA_STREAM_END};
}

}  // namespace

std::unique_ptr<StreamWriter> make_xz_writer() {
    return std::make_unique<XzWriter>();
}

}  // namespace postern::compression
