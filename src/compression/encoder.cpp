#include "compression/encoder.hpp"

#include "compression/bzip2_writer.hpp"
#include "compression/deflater.hpp"
#include "compression/lz4_writer.hpp"
#include "compression/stream_encoder.hpp"
#include "compression/xz_writer.hpp"
#include "compression/zstd_writer.hpp"

namespace postern::compression {

namespace {

std::unique_ptr<StreamWriter> make_writer(Codec codec) {
    switch (codec) {
        case Codec::gzip:
            return make_deflater(DeflateWrapper::gzip);
        case Codec::zlib:
            return make_deflater(DeflateWrapper::zlib);
        case Codec::deflate:
            return make_deflater(DeflateWrapper::none);
        case Codec::bzip2:
            return make_bzip2_writer();
        case Codec::xz:
            return make_xz_writer();
        case Codec::zstd:
            return make_zstd_writer();
        case Codec::lz4:
            return make_lz4_writer();
    }
    return nullptr;
}

}  // namespace

std::unique_ptr<Encoder> make_encoder(Codec codec, base::ByteSink& output) {
    return std::make_unique<StreamEncoder>(make_writer(codec), output);
}

}  // namespace postern::compression
