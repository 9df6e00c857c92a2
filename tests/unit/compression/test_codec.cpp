#include "compression/codec.hpp"

#include "catch.hpp"

using namespace postern::compression;

TEST_CASE("A compression is told by its first bytes") {
    CHECK(codec_by_magic("\x1F\x8B\x08") == Codec::gzip);
    CHECK(codec_by_magic("BZh91AY") == Codec::bzip2);
    CHECK(codec_by_magic(std::string_view("\xFD"
                                          "7zXZ\0",
                                          6)) == Codec::xz);
    CHECK(codec_by_magic("\x28\xB5\x2F\xFD") == Codec::zstd);
    CHECK(codec_by_magic("\x04\x22\x4D\x18") == Codec::lz4);
    CHECK_FALSE(codec_by_magic("PK\x03\x04"));
    CHECK_FALSE(codec_by_magic("\x1F"));
}

TEST_CASE("Each compression has the name that people know") {
    CHECK(codec_name(Codec::zstd) == "Zstandard");
    CHECK(codec_name(Codec::deflate) == "Deflate");
}

TEST_CASE("a frame to be skipped may come first") {
    CHECK(codec_by_magic("\x50\x2A\x4D\x18") == Codec::zstd);
    CHECK(codec_by_magic("\x5F\x2A\x4D\x18") == Codec::zstd);
    CHECK(begins_stream(Codec::lz4, "\x53\x2A\x4D\x18"));
    CHECK_FALSE(codec_by_magic("\x60\x2A\x4D\x18"));
}

TEST_CASE("words that begin as a mark does are not taken for it") {
    CHECK_FALSE(codec_by_magic("BZhello"));
    CHECK_FALSE(codec_by_magic("BZh0"));
    CHECK_FALSE(codec_by_magic("BZh9 is the mark of bzip2"));
    CHECK(codec_by_magic("BZh9\x17\x72\x45\x38\x50\x90") == Codec::bzip2);
}

TEST_CASE("nothing follows a bare stream") {
    CHECK_FALSE(begins_stream(Codec::zlib, "\x78\x9C"));
    CHECK_FALSE(begins_stream(Codec::deflate, ""));
}
