#include "compression/xz_reader.hpp"

#include "catch.hpp"
#include "support/archive_writing.hpp"
#include "support/compressed_text.hpp"

using namespace postern;
using compression::Codec;

TEST_CASE("what xz makes is read") {
    test::check_decoding(Codec::xz, "xz -c");
    test::check_text_before_damage(Codec::xz, "xz -c");
    const std::string text = test::rows(100000);
    for (const char* tool :
         {"xz -c --block-size=10000", "xz -c --check=sha256", "xz -c --check=none", "xz -c --x86 --lzma2"}) {
        CHECK(test::decode(Codec::xz, test::piped(tool, text)).text == text);
    }
}

TEST_CASE("xz streams may stand one behind the other, padded") {
    const std::string text = test::rows(2000);
    test::check_several(Codec::xz, test::piped("xz -c", text), text, test::piped("xz -c", ""));
}

TEST_CASE("no flipped bit of xz data gives another text") {
    for (const char* tool : {"xz -c", "xz -c --check=crc32"}) {
        test::check_flips(Codec::xz, test::piped(tool, "hello world"), "hello world");
    }
}

TEST_CASE("the memory that an xz window needs is told") {
    constexpr std::uint64_t kMiB = 1U << 20;
    CHECK(test::decode(Codec::xz, test::piped("xz -0c", "x")).window_size < kMiB);
    const test::Decoded large =
        test::decode(Codec::xz, test::piped("xz -c --lzma2=preset=0,dict=192MiB", "x"));
    CHECK(large.text == "x");
    CHECK(large.window_size >= 192 * kMiB);
    CHECK(large.window_size < 193 * kMiB);
}

TEST_CASE("a kind of checksum that nobody knows is told") {
    std::string packed = test::piped("xz -c", "x");
    packed[7] = 0x0F;
    packed.replace(8, 4, test::little(test::crc32(packed.substr(6, 2)), 4));
    CHECK(test::decode(Codec::xz, packed).damage ==
          "the compressed data has a kind of checksum that is not known");
}
