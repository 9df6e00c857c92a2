#include "compression/bzip2_writer.hpp"

#include <bzlib.h>

#include <algorithm>
#include <new>

#include "compression/library_memory.hpp"

namespace postern::compression {

namespace {

constexpr std::size_t kMostAtOnce = 1U << 30;
constexpr int kLargestBlocks = 9;

class Bzip2Writer : public StreamWriter {
public:
    Bzip2Writer() {
        stream_.bzalloc = allocate_int_count;
        stream_.bzfree = free_any;
        if (BZ2_bzCompressInit(&stream_, kLargestBlocks, 0, 0) != BZ_OK) {
            throw std::bad_alloc();
        }
    }
    ~Bzip2Writer() override { BZ2_bzCompressEnd(&stream_); }
    Bzip2Writer(const Bzip2Writer&) = delete;
    Bzip2Writer& operator=(const Bzip2Writer&) = delete;

    WriteProgress step(std::string_view text, std::span<char> room) override {
        return compress(text.substr(0, kMostAtOnce), room, BZ_RUN);
    }
    WriteProgress finish(std::span<char> room) override { return compress({}, room, BZ_FINISH); }

private:
    WriteProgress compress(std::string_view text, std::span<char> room, int action);

    bz_stream stream_{};
};

WriteProgress Bzip2Writer::compress(std::string_view text, std::span<char> room, int action) {
    stream_.next_in = const_cast<char*>(text.data());
    stream_.avail_in = static_cast<unsigned>(text.size());
    stream_.next_out = room.data();
    stream_.avail_out = static_cast<unsigned>(room.size());
    const int result = BZ2_bzCompress(&stream_, action);
    return {text.size() - stream_.avail_in, room.size() - stream_.avail_out, result == BZ_STREAM_END};
}

}  // namespace

std::unique_ptr<StreamWriter> make_bzip2_writer() {
    return std::make_unique<Bzip2Writer>();
}

}  // namespace postern::compression
