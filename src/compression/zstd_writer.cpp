#include "compression/zstd_writer.hpp"

#define ZSTD_STATIC_LINKING_ONLY  // for its memory
#include <zstd.h>

#include <new>

#include "compression/library_memory.hpp"

namespace postern::compression {

namespace {

constexpr int kLevel = 3;

class ZstdWriter : public StreamWriter {
public:
    ZstdWriter() : context_(ZSTD_createCCtx_advanced({allocate_size, free_any, nullptr}), &ZSTD_freeCCtx) {
        if (context_ == nullptr) {
            throw std::bad_alloc();
        }
        ZSTD_CCtx_setParameter(context_.get(), ZSTD_c_compressionLevel, kLevel);
        ZSTD_CCtx_setParameter(context_.get(), ZSTD_c_checksumFlag, 1);
    }

    WriteProgress step(std::string_view text, std::span<char> room) override {
        return compress(text, room, ZSTD_e_continue);
    }
    WriteProgress finish(std::span<char> room) override { return compress({}, room, ZSTD_e_end); }

private:
    WriteProgress compress(std::string_view text, std::span<char> room, ZSTD_EndDirective directive);

    std::unique_ptr<ZSTD_CCtx, decltype(&ZSTD_freeCCtx)> context_;
};

WriteProgress ZstdWriter::compress(std::string_view text, std::span<char> room, ZSTD_EndDirective directive) {
    ZSTD_inBuffer in{text.data(), text.size(), 0};
    ZSTD_outBuffer out{room.data(), room.size(), 0};
    const std::size_t left = ZSTD_compressStream2(context_.get(), &out, &in, directive);
    if (ZSTD_isError(left) != 0) {
        throw std::bad_alloc();  // there is no other reason
    }
    return {in.pos, out.pos, directive == ZSTD_e_end && left == 0};
}

}  // namespace

std::unique_ptr<StreamWriter> make_zstd_writer() {
    return std::make_unique<ZstdWriter>();
}

}  // namespace postern::compression
