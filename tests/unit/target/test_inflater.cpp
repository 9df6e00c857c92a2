#include "target/inflater.hpp"

#include "catch.hpp"
#include "support/archive_writing.hpp"
#include "support/memory_stream.hpp"

using namespace postern;
using target::DeflateWrapper;

namespace {

struct Inflated {
    std::string text;
    std::string rest;
    std::uint64_t compressed = 0;
};

Inflated inflate(const std::string& input, DeflateWrapper wrapper, std::size_t piece, std::size_t window_size,
                 std::size_t room) {
    test::MemorySource source(input, piece);
    base::ByteWindow window(source, nullptr, window_size);
    target::ExpansionGuard guard(window);
    target::Inflater inflater(window, wrapper, guard);
    Inflated result;
    std::string buffer(room, '\0');
    while (const std::size_t count = inflater.read(buffer)) {
        result.text += buffer.substr(0, count);
    }
    CHECK(inflater.read(buffer) == 0);
    result.compressed = inflater.compressed_size();
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
                    const auto raw =
                        inflate(deflated + "PK\x07\x08rest", DeflateWrapper::none, piece, 16, room);
                    CHECK(raw.rest == "PK\x07\x08rest");
                    CHECK(raw.compressed == deflated.size());
                    const std::string zipped = test::gzip_of(raw.text, deflated);
                    const auto unzipped =
                        inflate(zipped + "\x1F\x8Brest", DeflateWrapper::gzip, piece, 16, room);
                    CHECK(unzipped.rest == "\x1F\x8Brest");
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
        CHECK_THROWS_AS(inflate(whole.substr(0, cut), DeflateWrapper::gzip, 1, 4, 100), base::DamagedInput);
    }
    for (std::size_t at = 11; at < whole.size(); ++at) {  // the bits behind a block's type are padding
        std::string flipped = whole;
        flipped[at] = static_cast<char>(flipped[at] ^ 0x10);
        CHECK_THROWS_AS(inflate(flipped, DeflateWrapper::gzip, 100, 64, 100), base::DamagedInput);
    }
    CHECK_THROWS_AS(inflate("\x07garbage", DeflateWrapper::none, 1, 4, 10), base::DamagedInput);
}

TEST_CASE("a bomb is refused, plain data of any size is not") {
    test::MemorySource source("x");
    base::ByteWindow window(source);
    REQUIRE(window.more());
    target::ExpansionGuard guard(window);
    CHECK_NOTHROW(guard.produced(target::ExpansionGuard::kAlwaysAllowed));
    CHECK_THROWS_AS(guard.produced(target::ExpansionGuard::kMostFold), base::DamagedInput);
}
