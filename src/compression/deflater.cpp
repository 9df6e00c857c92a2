#include "compression/deflater.hpp"

#include <isa-l/igzip_lib.h>

#include <algorithm>
#include <cstring>

#include "compression/wiped_buffer.hpp"

namespace postern::compression {

namespace {

constexpr std::size_t kMostAtOnce = 1U << 30;

class Deflater : public StreamWriter {
public:
    explicit Deflater(DeflateWrapper wrapper);
    ~Deflater() override { ::explicit_bzero(stream_.get(), sizeof(isal_zstream)); }

    WriteProgress step(std::string_view text, std::span<char> room) override;
    WriteProgress finish(std::span<char> room) override;

private:
    std::unique_ptr<isal_zstream> stream_ = std::make_unique<isal_zstream>();
    WipedBuffer level_buffer_{ISAL_DEF_LVL3_DEFAULT};
};

Deflater::Deflater(DeflateWrapper wrapper) {
    constexpr std::uint16_t kFlags[] = {IGZIP_DEFLATE, IGZIP_ZLIB, IGZIP_GZIP};
    isal_deflate_init(stream_.get());
    stream_->gzip_flag = kFlags[static_cast<std::size_t>(wrapper)];
    stream_->level = ISAL_DEF_MAX_LEVEL;
    stream_->level_buf = reinterpret_cast<std::uint8_t*>(level_buffer_.room().data());
    stream_->level_buf_size = static_cast<std::uint32_t>(level_buffer_.room().size());
}

WriteProgress Deflater::step(std::string_view text, std::span<char> room) {
    text = text.substr(0, kMostAtOnce);
    stream_->next_in = reinterpret_cast<std::uint8_t*>(const_cast<char*>(text.data()));
    stream_->avail_in = static_cast<std::uint32_t>(text.size());
    stream_->next_out = reinterpret_cast<std::uint8_t*>(room.data());
    stream_->avail_out = static_cast<std::uint32_t>(room.size());
    isal_deflate(stream_.get());
    return {text.size() - stream_->avail_in, room.size() - stream_->avail_out,
            stream_->internal_state.state == ZSTATE_END};
}

WriteProgress Deflater::finish(std::span<char> room) {
    stream_->end_of_stream = 1;
    return step({}, room);
}

}  // namespace

std::unique_ptr<StreamWriter> make_deflater(DeflateWrapper wrapper) {
    return std::make_unique<Deflater>(wrapper);
}

}  // namespace postern::compression
