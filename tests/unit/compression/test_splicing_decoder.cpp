#include "compression/splicing_decoder.hpp"

#include "catch.hpp"
#include "compression/splice_failed.hpp"
#include "support/archive_writing.hpp"
#include "support/deflate_text.hpp"
#include "support/splicing_layer.hpp"

using namespace postern;
using compression::DeflateWrapper;
using compression::SplicingDecoder;
using compression::UsedBytes;

namespace {

struct Result {
    std::string output;
    bool junk = false;
    std::int64_t growth = 0;
};

// Every `old` becomes `now`.
Result exchange(const std::string& packed, const std::string& old, const std::string& now,
                DeflateWrapper wrapper = DeflateWrapper::gzip, std::size_t piece = 1000) {
    test::MemorySource source(packed, piece);
    test::MemorySink sink;
    base::ByteWindow window(source, &sink, 256);
    compression::ExpansionGuard guard(window);
    window.more();
    SplicingDecoder decoder(wrapper, window, guard);
    decoder.begin();
    {
        test::SplicingLayer layer(decoder);
        base::ByteWindow text(decoder, &layer, 256);
        bool more = true;
        while (more) {
            while (text.bytes().size() < old.size() && more) {
                more = text.more();
            }
            const std::size_t found = text.bytes().find(old);
            if (found != std::string_view::npos) {
                text.consume(found);
                text.replace(old.size(), now);
            } else if (text.bytes().size() >= old.size()) {
                text.consume(text.bytes().size() - old.size() + 1);
                more = text.more();
            }
        }
        text.consume(text.bytes().size());
        text.flush();
    }
    decoder.finish();
    while (window.pass(1)) {
    }
    window.flush();
    return {sink.text, decoder.trailing_junk().has_value(), decoder.growth()};
}

std::string with(std::string text, const std::string& old, const std::string& now) {
    for (std::size_t at = 0; (at = text.find(old, at)) != std::string::npos; at += now.size()) {
        text.replace(at, old.size(), now);
    }
    return text;
}

}  // namespace

TEST_CASE("in all members of gzip data text is changed, with their checksums and lengths") {
    const std::string text = test::rows(100'000) + "OLD" + test::rows(100'000);
    const std::string packed =
        test::piped("gzip -c", text) + test::gzip("OLD") + test::gzip("") + test::piped("gzip -1c", text);
    for (const std::size_t piece : {1U, 1000U, 1'000'000U}) {
        for (const std::string now : {"", "new", "something longer"}) {
            const Result result = exchange(packed, "OLD", now, DeflateWrapper::gzip, piece);
            const std::string expected = with(text + "OLD" + text, "OLD", now);
            CHECK(test::piped("gzip -dc", result.output) == expected);
            CHECK(result.output.size() == packed.size() + static_cast<std::size_t>(result.growth));
        }
    }
}

TEST_CASE("a change across the end of a member is one of both") {
    const std::string packed = test::piped("gzip -c", "some O") + test::gzip("L") + test::gzip("D text");
    CHECK(test::piped("gzip -dc", exchange(packed, "OLD", "other").output) == "some other text");
    CHECK(test::piped("gzip -dc", exchange(packed, "OLD", "").output) == "some  text");
}

TEST_CASE("what is taken out and put back leaves every byte") {
    const std::string packed = test::piped("gzip -c", test::rows(50'000) + "OLD") + test::gzip("OLD");
    CHECK(exchange(packed, "OLD", "OLD").output == packed);
    CHECK(exchange(packed, "no such text", "x").output == packed);
}

TEST_CASE("what is behind the data stays") {
    const std::string packed = test::piped("gzip -c", "an OLD text");
    const Result padded = exchange(packed + std::string(100, '\0'), "OLD", "new");
    CHECK(padded.output.ends_with(std::string(100, '\0')));
    CHECK_FALSE(padded.junk);
    const Result junk = exchange(packed + "no gzip", "OLD", "new");
    CHECK(junk.output.ends_with("no gzip"));
    CHECK(junk.junk);
    const Result alone =
        exchange(test::deflated("an OLD text") + "PK\x07\x08", "OLD", "new", DeflateWrapper::none);
    CHECK(alone.output.ends_with("PK\x07\x08"));
    CHECK(test::inflated(alone.output.substr(0, alone.output.size() - 4)) == "an new text");
}

TEST_CASE("damage is told") {
    const std::string packed = test::piped("gzip -c", test::rows(50'000));
    CHECK_THROWS_AS(exchange(packed.substr(0, packed.size() / 2), "OLD", "new"), base::DamagedInput);
    std::string wrong = packed;
    wrong[wrong.size() - 8] = static_cast<char>(wrong[wrong.size() - 8] ^ 1);
    CHECK_THROWS_AS(exchange(wrong, "OLD", "new"), base::DamagedInput);
    wrong = packed;
    wrong[wrong.size() - 1] = static_cast<char>(wrong[wrong.size() - 1] ^ 1);
    CHECK_THROWS_AS(exchange(wrong, "OLD", "new"), base::DamagedInput);
}

TEST_CASE("members that state their packed size are refused") {
    std::string blocked = test::gzip("an OLD text");
    blocked[3] = 4;
    blocked.insert(10, test::little(6, 2) + "BC" + test::little(2, 2) + "12");
    const auto can = [](const std::string& packed, compression::Codec codec) {
        test::MemorySource source(packed, 3);
        base::ByteWindow window(source);
        return compression::can_be_spliced(codec, window);
    };
    CHECK_FALSE(can(blocked, compression::Codec::gzip));
    CHECK(can(test::gzip(""), compression::Codec::gzip));
    CHECK(can("", compression::Codec::deflate));
    CHECK_FALSE(can(test::gzip(""), compression::Codec::zlib));
    CHECK_FALSE(can("none", compression::Codec::gzip));
    CHECK_THROWS_AS(exchange(test::gzip("first") + blocked, "OLD", "new"), compression::SpliceFailed);
    CHECK(exchange(test::gzip("first OLD") + blocked, "first", "f").output.ends_with(blocked));
}

TEST_CASE("undecided bytes are held, and pass as they came") {
    const std::string packed = test::piped("gzip -c", test::rows(50'000)) + test::gzip("more");
    test::MemorySource source(packed, 100);
    test::MemorySink sink;
    base::ByteWindow window(source, &sink, 64);
    compression::ExpansionGuard guard(window);
    SplicingDecoder decoder(DeflateWrapper::gzip, window, guard);
    std::string room(1000, '\0');
    CHECK(decoder.read(room) > 0);
    CHECK(window.offset() == 0);
    decoder.let_go(UsedBytes::passed);
    while (decoder.read(room) > 0) {
    }
    CHECK(window.offset() == packed.size());
    window.flush();
    CHECK(sink.text == packed);
}
