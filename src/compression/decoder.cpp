#include "compression/decoder.hpp"

#include "compression/bzip2_reader.hpp"
#include "compression/inflater.hpp"
#include "compression/lz4_reader.hpp"
#include "compression/stream_decoder.hpp"
#include "compression/xz_reader.hpp"
#include "compression/zstd_reader.hpp"

namespace postern::compression {

namespace {

std::unique_ptr<StreamReader> make_reader(Codec codec) {
    switch (codec) {
        case Codec::gzip:
            return make_inflater(DeflateWrapper::gzip);
        case Codec::zlib:
            return make_inflater(DeflateWrapper::zlib);
        case Codec::deflate:
            return make_inflater(DeflateWrapper::none);
        case Codec::bzip2:
            return make_bzip2_reader();
        case Codec::xz:
            return make_xz_reader();
        case Codec::zstd:
            return make_zstd_reader();
        case Codec::lz4:
            return make_lz4_reader();
    }
    return nullptr;
}

}  // namespace

std::unique_ptr<Decoder> make_decoder(Codec codec, base::ByteWindow& input, ExpansionGuard& guard,
                                      UsedBytes used) {
    guard.expect(codec);
    return std::make_unique<StreamDecoder>(codec, make_reader(codec), CompressedInput(input, used), guard);
}

}  // namespace postern::compression
