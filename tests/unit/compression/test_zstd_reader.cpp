#include "compression/zstd_reader.hpp"

#include "catch.hpp"
#include "support/archive_writing.hpp"
#include "support/compressed_text.hpp"

using namespace postern;
using compression::Codec;

namespace {

// Behind its mark: what the header holds, the window, then blocks.
constexpr std::size_t kDescriptor = 4;
constexpr std::size_t kWindow = 5;

std::string packed(const std::string& text, const std::string& options = "") {
    return test::piped("zstd -c " + options, text);
}

}  // namespace

TEST_CASE("what zstd makes is read") {
    test::check_decoding(Codec::zstd, "zstd -c");
    test::check_text_before_damage(Codec::zstd, "zstd -c");
    const std::string text = test::rows(1000000);
    for (const char* options : {"-1", "-19", "--no-check", "--fast=5", "-T2"}) {
        CHECK(test::decode(Codec::zstd, packed(text, options)).text == text);
    }
}

TEST_CASE("the text before a damaged Zstandard block is there") {
    constexpr std::size_t kFirstBlock = 6;
    constexpr std::size_t kHeader = 3;
    const std::string text = test::digits(300'000);
    std::string damaged = packed(text);
    const auto digit = [&](std::size_t at) {
        return std::size_t{static_cast<unsigned char>(damaged[kFirstBlock + at])};
    };
    const std::size_t size = (digit(0) + (digit(1) << 8) + (digit(2) << 16)) >> 3;
    char& second = damaged[kFirstBlock + kHeader + size];
    second = static_cast<char>(second | 6);  // a kind of block that is none
    test::check_text_before_damage(Codec::zstd, damaged, text.substr(0, 128 * 1024));
}

TEST_CASE("Zstandard frames may stand one behind the other, those to be skipped among them") {
    const std::string text = test::rows(2000);
    const std::string skipped = test::little(0x184D2A5A, 4) + test::little(5, 4) + "notes";
    test::check_several(Codec::zstd, packed(text), text, packed(""));
    test::check_several(Codec::zstd, skipped + packed(text) + skipped, text, skipped);
    test::check_pieces(Codec::zstd, skipped + packed(text), text);
}

TEST_CASE("no flipped bit of Zstandard data gives another text") {
    test::check_flips(Codec::zstd, packed("hello world"), "hello world");
}

TEST_CASE("long Zstandard windows are read and told") {
    const std::string text = test::rows(2000);
    const test::Decoded found = test::decode(Codec::zstd, packed("") + packed(text, "--long=28"));
    CHECK(found.text == text);
    CHECK(found.window_size == 1U << 28);
    std::string longest = packed(text);
    REQUIRE(longest[kDescriptor] == 4);
    longest[kWindow] = static_cast<char>((31 - 10) << 3);
    CHECK(test::decode(Codec::zstd, longest).text == text);
    CHECK(test::decode(Codec::zstd, longest).window_size == std::uint64_t{1} << 31);
    longest[kWindow] = static_cast<char>(longest[kWindow] + 1);
    CHECK(test::decode(Codec::zstd, longest).damage ==
          "the compressed data needs a window of more than 2 GiB");
}

TEST_CASE("a Zstandard frame that needs a dictionary is refused") {
    std::string with = packed("hello");
    with[kDescriptor] = static_cast<char>(with[kDescriptor] | 1);
    with.insert(kWindow + 1, "\x07");
    CHECK(test::decode(Codec::zstd, with).damage ==
          "the compressed data needs a dictionary, which is not in it");
}

TEST_CASE("Zstandard before 1.0 is not read") {
    CHECK(test::decode(Codec::zstd, "\x27\xB5\x2F\xFD\x01").damage == "the compressed data is damaged");
}
