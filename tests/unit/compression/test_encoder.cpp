#include "compression/encoder.hpp"

#include "catch.hpp"
#include "support/compressed_text.hpp"

using namespace postern;
using compression::Codec;

TEST_CASE("each codec is written in its own format") {
    for (const Codec codec : {Codec::gzip, Codec::bzip2, Codec::xz, Codec::zstd, Codec::lz4}) {
        CHECK(compression::codec_by_magic(test::encode(codec, "x")) == codec);
        CHECK(compression::codec_by_magic(test::encode(codec, "")) == codec);
    }
    CHECK(test::encode(Codec::zlib, "x")[0] == '\x78');
    CHECK(test::decode(Codec::deflate, test::encode(Codec::deflate, "x")).text == "x");
}
