#include "compression/inflater.hpp"

#include "catch.hpp"
#include "support/archive_writing.hpp"
#include "support/compressed_text.hpp"

using namespace postern;
using compression::Codec;

namespace {

struct Inflated {
    std::string text;
    std::string rest;
    std::uint64_t compressed = 0;
};

Inflated inflate(const std::string& input, Codec codec, std::size_t piece, std::size_t window_size,
                 std::size_t room) {
    test::MemorySource source(input, piece);
    base::ByteWindow window(source, nullptr, window_size);
    compression::ExpansionGuard guard(window);
    const auto inflater = compression::make_decoder(codec, window, guard);
    Inflated result;
    std::string buffer(room, '\0');
    while (const std::size_t count = inflater->read(buffer)) {
        result.text += buffer.substr(0, count);
    }
    CHECK(inflater->read(buffer) == 0);
    result.compressed = inflater->compressed_size();
    while (window.more()) {
    }
    result.rest = window.bytes();
    return result;
}

}  // namespace

TEST_CASE("a stream's own bytes are let go of, and no more") {
    for (const std::size_t size : {0U, 1U, 7U, 100U, 5000U}) {
        const std::string text(size, 'a');
        for (const std::string& deflated :
             {test::deflate_stored(text), test::deflate_run('a', std::max<std::size_t>(size, 1))}) {
            for (const std::size_t piece : {1U, 2U, 3U, 4U, 5U, 6U, 7U, 8U, 9U, 11U, 1000U}) {
                for (const std::size_t room : {1U, 13U, 100000U}) {
                    CAPTURE(size, piece, room);
                    const auto raw = inflate(deflated + "PK\x07\x08rest", Codec::deflate, piece, 16, room);
                    CHECK(raw.rest == "PK\x07\x08rest");
                    CHECK(raw.compressed == deflated.size());
                    const std::string zipped = test::gzip_of(raw.text, deflated);
                    const auto unzipped = inflate(zipped + "PK\x07\x08rest", Codec::gzip, piece, 16, room);
                    CHECK(unzipped.rest == "PK\x07\x08rest");
                    CHECK(unzipped.compressed == zipped.size());
                    CHECK(unzipped.text == raw.text);
                }
            }
        }
    }
}

TEST_CASE("damage is told, wherever it is") {
    const std::string whole = test::gzip("hello world");
    for (std::size_t cut = 0; cut < whole.size(); ++cut) {
        CHECK_THROWS_AS(inflate(whole.substr(0, cut), Codec::gzip, 1, 4, 100), base::DamagedInput);
    }
    for (std::size_t at = 11; at < whole.size(); ++at) {  // the bits behind a block's type are padding
        std::string flipped = whole;
        flipped[at] = static_cast<char>(flipped[at] ^ 0x10);
        CHECK_THROWS_AS(inflate(flipped, Codec::gzip, 100, 64, 100), base::DamagedInput);
    }
    CHECK_THROWS_AS(inflate("\x07garbage", Codec::deflate, 1, 4, 10), base::DamagedInput);
}

TEST_CASE("what gzip makes is read") {
    test::check_decoding(Codec::gzip, "gzip -9c");
    test::check_text_before_damage(Codec::gzip, "gzip -c");
    const std::string text = test::rows(2000);
    test::check_several(Codec::gzip, test::piped("gzip -c", text), text, test::piped("gzip -c", ""));
    test::check_flips(Codec::gzip, test::piped("gzip -c", "hello world"), "hello world");
}

TEST_CASE("what pigz makes is read") {
    const std::string text = test::rows(1000000);
    CHECK(test::decode(Codec::gzip, test::piped("pigz -c -b 128 -p 2", text)).text == text);
    test::check_decoding(Codec::zlib, "pigz -zc");
    test::check_flips(Codec::zlib, test::piped("pigz -zc", "hello world"), "hello world");
}

TEST_CASE("zlib and deflate are one stream, and what is behind is somebody else's") {
    for (const Codec codec : {Codec::zlib, Codec::deflate}) {
        const std::string packed = test::encode(codec, "hello");
        test::check_pieces(codec, packed, "hello");
        test::check_cuts(codec, packed, "hello");
        for (const std::string& behind : {std::string(3, '\0'), packed}) {
            const test::Decoded found = test::decode(codec, packed + behind, {1, 1, 1});
            CHECK(found.text == "hello");
            CHECK(found.rest == behind);
            CHECK_FALSE(found.junk);
        }
    }
}

TEST_CASE("zlib data that needs a dictionary is refused") {
    const std::string make =
        "python3 -c \"import sys, zlib; c = zlib.compressobj(zdict=b'hello'); "
        "sys.stdout.buffer.write(c.compress(b'hello') + c.flush())\"";
    CHECK(test::decode(Codec::zlib, test::piped(make, "")).damage ==
          "the compressed data needs a dictionary, which is not in it");
}
