#include "compression/stream_decoder.hpp"

#include "catch.hpp"
#include "support/compressed_text.hpp"

using namespace postern;
using compression::Codec;
using compression::UsedBytes;

namespace {

constexpr Codec kAll[] = {Codec::gzip, Codec::zlib, Codec::deflate, Codec::bzip2,
                          Codec::xz,   Codec::zstd, Codec::lz4};

struct Fixture {
    Fixture(Codec codec, const std::string& input, UsedBytes used)
        : source(input, 100), decoder(compression::make_decoder(codec, window, guard, used)) {}

    std::string read_all() {
        std::string text;
        while (const std::size_t count = decoder->read(buffer)) {
            text.append(buffer, count);
        }
        window.flush();
        return text;
    }

    test::MemorySource source;
    test::MemorySink sink;
    base::ByteWindow window{source, &sink, 64};
    compression::ExpansionGuard guard{window};
    std::unique_ptr<compression::Decoder> decoder;
    char buffer[64];
};

// Its bytes, then damage of its own.
class Damaged : public base::ByteSource {
public:
    explicit Damaged(std::string text) : text_(std::move(text), 100) {}

    std::size_t read(std::span<char> buffer) override {
        const std::size_t count = text_.read(buffer);
        if (count == 0) {
            throw base::DamagedInput("the disk is bad");
        }
        return count;
    }

private:
    test::MemorySource text_;
};

}  // namespace

TEST_CASE("used bytes are held, then passed or dropped") {
    const std::string text = test::digits(5000);
    for (const Codec codec : kAll) {
        const std::string packed = test::encode(codec, text);
        for (const UsedBytes used : {UsedBytes::passed, UsedBytes::dropped}) {
            CAPTURE(compression::codec_name(codec), used == UsedBytes::passed);
            Fixture f(codec, packed + "behind", UsedBytes::held);
            const std::size_t count = f.decoder->read(f.buffer);
            const std::string head(f.buffer, count);
            CHECK(f.window.offset() == 0);
            CHECK(packed.starts_with(f.window.bytes().substr(0, 50)));
            f.decoder->let_go(used);
            CHECK(head + f.read_all() == text);
            CHECK(f.sink.text == (used == UsedBytes::passed ? packed : ""));
            CHECK(f.window.offset() == packed.size());
        }
    }
}

TEST_CASE("bytes held to the end are all there") {
    const std::string packed = test::encode(Codec::gzip, test::digits(5000));
    Fixture f(Codec::gzip, packed, UsedBytes::held);
    f.read_all();
    CHECK(f.window.bytes() == packed);
    CHECK(f.decoder->compressed_size() == packed.size());
}

TEST_CASE("padding is let go of as the rest is") {
    const std::string padded = test::encode(Codec::zstd, "x") + std::string(1000, '\0');
    Fixture f(Codec::zstd, padded, UsedBytes::passed);
    CHECK(f.read_all() == "x");
    CHECK(f.sink.text == padded);
}

TEST_CASE("damage of the input below comes behind the text before it") {
    const std::string text = test::digits(5000);
    for (const Codec codec : {Codec::gzip, Codec::bzip2, Codec::xz, Codec::zstd, Codec::lz4}) {
        Damaged source(test::encode(codec, text));
        base::ByteWindow window(source, nullptr, 64);
        compression::ExpansionGuard guard(window);
        const auto decoder = compression::make_decoder(codec, window, guard);
        std::string buffer(10000, '\0');
        std::string found;
        const auto read_on = [&] {
            while (const std::size_t count = decoder->read(buffer)) {
                found.append(buffer, 0, count);
            }
        };
        CHECK_THROWS_WITH(read_on(), "the disk is bad");
        CHECK(found == text);
        CHECK_THROWS_WITH(read_on(), "the disk is bad");
    }
}

TEST_CASE("what is another compression is damage") {
    for (const Codec codec : kAll) {
        CAPTURE(compression::codec_name(codec));
        CHECK(test::decode(codec, "").damage);
        CHECK(test::decode(codec, "PGDMP, not compressed at all").damage);
    }
}

TEST_CASE("a bomb is refused, again and again") {
    test::MemorySource source(test::piped("head -c 1200000000 /dev/zero | zstd -c", ""));
    base::ByteWindow window(source);
    compression::ExpansionGuard guard(window);
    const auto decoder = compression::make_decoder(Codec::zstd, window, guard);
    std::string buffer(1U << 20, '\0');
    std::uint64_t size = 0;
    const auto read_on = [&] {
        while (const std::size_t count = decoder->read(buffer)) {
            size += count;
        }
    };
    CHECK_THROWS_WITH(read_on(), Catch::Contains("bomb"));
    CHECK(size <= compression::ExpansionGuard::kAlwaysAllowed);
    CHECK_THROWS_WITH(read_on(), Catch::Contains("bomb"));
}
