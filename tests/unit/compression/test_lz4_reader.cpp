#include "compression/lz4_reader.hpp"

#include "catch.hpp"
#include "support/archive_writing.hpp"
#include "support/compressed_text.hpp"

using namespace postern;
using compression::Codec;

TEST_CASE("what lz4 makes is read") {
    test::check_decoding(Codec::lz4, "lz4 -c");
    test::check_text_before_damage(Codec::lz4, "lz4 -B4 -BX -c");
    const std::string text = test::rows(1000000);
    for (const char* tool : {"lz4 -12 -c", "lz4 -BD -B4 -c", "lz4 -BX --no-frame-crc -c"}) {
        CHECK(test::decode(Codec::lz4, test::piped(tool, text)).text == text);
        CHECK(test::decode(Codec::lz4, test::piped(tool, text), {100, 100, 100}).text == text);
    }
}

TEST_CASE("the text before a damaged LZ4 block is there") {
    constexpr std::size_t kFirstBlock = 7;
    constexpr std::size_t kHeader = 4;
    const std::string text = test::digits(200'000);
    std::string damaged = test::piped("lz4 -B4 -c", text);
    const auto digit = [&](std::size_t at) {
        return std::size_t{static_cast<unsigned char>(damaged[kFirstBlock + at])};
    };
    const std::size_t size = digit(0) + (digit(1) << 8) + (digit(2) << 16);
    damaged.replace(kFirstBlock + kHeader + size, kHeader, "\xFF\xFF\xFF\x7F");  // longer than a block may be
    test::check_text_before_damage(Codec::lz4, damaged, text.substr(0, 64 * 1024));
}

TEST_CASE("LZ4 frames may stand one behind the other, those to be skipped among them") {
    const std::string text = test::rows(2000);
    const std::string packed = test::piped("lz4 -c", text);
    const std::string skipped = test::little(0x184D2A53, 4) + test::little(5, 4) + "notes";
    test::check_several(Codec::lz4, packed, text, test::piped("lz4 -c", ""));
    test::check_several(Codec::lz4, skipped + packed + skipped, text, skipped);
}

TEST_CASE("no flipped bit of LZ4 data gives another text") {
    test::check_flips(Codec::lz4, test::piped("lz4 -c", "hello world"), "hello world");
}
