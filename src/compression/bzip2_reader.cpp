#include "compression/bzip2_reader.hpp"

#include <bzlib.h>

#include <algorithm>
#include <new>

#include "compression/library_memory.hpp"

namespace postern::compression {

namespace {

constexpr std::size_t kMostAtOnce = 1U << 30;

class Bzip2Reader : public StreamReader {
public:
    Bzip2Reader() { start(); }
    ~Bzip2Reader() override { BZ2_bzDecompressEnd(&stream_); }
    Bzip2Reader(const Bzip2Reader&) = delete;
    Bzip2Reader& operator=(const Bzip2Reader&) = delete;

    ReadProgress step(std::string_view input, std::span<char> room) override;

    void restart() override {
        BZ2_bzDecompressEnd(&stream_);
        start();
    }

private:
    void start();

    bz_stream stream_{};
};

void Bzip2Reader::start() {
    stream_ = {};
    stream_.bzalloc = allocate_int_count;
    stream_.bzfree = free_any;
    if (BZ2_bzDecompressInit(&stream_, 0, 0) != BZ_OK) {
        throw std::bad_alloc();
    }
}

ReadProgress Bzip2Reader::step(std::string_view input, std::span<char> room) {
    input = input.substr(0, kMostAtOnce);
    room = room.first(std::min(room.size(), kMostAtOnce));
    stream_.next_in = const_cast<char*>(input.data());
    stream_.avail_in = static_cast<unsigned>(input.size());
    stream_.next_out = room.data();
    stream_.avail_out = static_cast<unsigned>(room.size());
    const int result = BZ2_bzDecompress(&stream_);
    ReadProgress progress;
    progress.used = input.size() - stream_.avail_in;
    progress.produced = room.size() - stream_.avail_out;
    progress.ended = result == BZ_STREAM_END;
    if (result == BZ_MEM_ERROR) {
        progress.damage = kNoMemory;
    } else if (result < 0) {
        progress.damage = kDamaged;
    }
    return progress;
}

}  // namespace

std::unique_ptr<StreamReader> make_bzip2_reader() {
    return std::make_unique<Bzip2Reader>();
}

}  // namespace postern::compression
