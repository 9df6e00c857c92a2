#include "base/byte_window.hpp"

#include <algorithm>
#include <random>

#include "catch.hpp"
#include "support/memory_stream.hpp"

using namespace postern;
using base::ByteWindow;
using test::MemorySink;
using test::MemorySource;

namespace {

class Damaged : public base::ByteSource {
public:
    std::size_t read(std::span<char> buffer) override {
        if (given_ >= 10) {
            throw base::DamagedInput("broken");
        }
        buffer[0] = static_cast<char>('0' + given_);
        ++given_;
        return 1;
    }

private:
    int given_ = 0;
};

}  // namespace

TEST_CASE("a window grows as long as nothing is let go of") {
    MemorySource source(std::string(1000, 'x') + "end", 7);
    ByteWindow window(source, nullptr, 4);
    while (window.more()) {
    }
    CHECK(window.bytes().size() == 1003);
    CHECK(window.bytes().ends_with("xend"));
    CHECK(window.offset() == 0);
    CHECK_FALSE(window.more());
    CHECK(window.bytes().size() == 1003);
}

TEST_CASE("an empty input has no bytes") {
    MemorySource source("");
    MemorySink sink;
    ByteWindow window(source, &sink, 1);
    CHECK_FALSE(window.more());
    CHECK(window.bytes().empty());
    CHECK(window.line_at(0) == 1);
    window.flush();
    CHECK(sink.text.empty());
}

TEST_CASE("what is let go of is written, replaced bytes are not") {
    MemorySource source("one two three four", 3);
    MemorySink sink;
    ByteWindow window(source, &sink, 4);
    while (window.bytes().size() < 9 && window.more()) {
    }
    window.consume(4);
    window.replace(3, "2");
    CHECK(window.offset() == 7);
    window.replace(0, "+");
    CHECK(window.bytes().starts_with(" t"));
    window.consume(window.bytes().size());
    while (window.more()) {
        window.consume(window.bytes().size());
    }
    CHECK(window.offset() == 18);
    window.flush();
    window.flush();
    CHECK(sink.text == "one 2+ three four");
}

TEST_CASE("bytes that are never let go of are never written") {
    MemorySource source("abc");
    MemorySink sink;
    ByteWindow window(source, &sink);
    REQUIRE(window.more());
    window.consume(1);
    window.flush();
    CHECK(sink.text == "a");
}

TEST_CASE("lines are counted ahead and behind") {
    MemorySource source("a\nb\n\nc\nd", 2);
    ByteWindow window(source, nullptr, 2);
    while (window.more()) {
    }
    CHECK(window.line_at(0) == 1);
    CHECK(window.line_at(8) == 5);
    CHECK(window.line_at(2) == 2);
    CHECK(window.line_at(1) == 1);
    window.consume(4);
    CHECK(window.line_at(0) == 3);
    CHECK(window.line_at(1) == 4);
    CHECK(window.line_at(0) == 3);
    window.consume(4);
    CHECK(window.line_at(0) == 5);
}

TEST_CASE("damage leaves what was read") {
    Damaged source;
    ByteWindow window(source, nullptr, 4);
    CHECK_THROWS_AS(
        [&] {
            while (window.more()) {
            }
        }(),
        base::DamagedInput);
    CHECK(window.bytes() == "0123456789");
    window.consume(3);
    CHECK(window.offset() == 3);
    CHECK_THROWS_AS(window.more(), base::DamagedInput);
    CHECK(window.bytes() == "3456789");
    CHECK(window.offset() == 3);
}

TEST_CASE("any walk through a window keeps bytes, offsets and lines") {
    std::mt19937 random(1);
    for (int round = 0; round < 300; ++round) {
        std::string text(random() % 500, '\0');
        for (char& c : text) {
            c = "ab\n"[random() % 3];
        }
        MemorySource source(text, 1 + random() % 20);
        MemorySink sink;
        ByteWindow window(source, &sink, 1 + random() % 30);
        std::string expected;
        while (true) {
            const std::size_t at = window.offset();
            REQUIRE(text.substr(at, window.bytes().size()) == window.bytes());
            const std::size_t ahead = random() % (window.bytes().size() + 1);
            REQUIRE(window.line_at(ahead) ==
                    1 + static_cast<std::uint64_t>(
                            std::count(text.begin(), text.begin() + static_cast<long>(at + ahead), '\n')));
            const std::size_t step = random() % (window.bytes().size() + 1);
            if (random() % 4 == 0) {
                window.replace(step, "<>");
                expected += "<>";
            } else {
                expected += window.bytes().substr(0, step);
                window.consume(step);
            }
            if (!window.more()) {
                break;
            }
        }
        window.flush();
        REQUIRE(sink.text == expected);
    }
}

namespace {

// Knows how to pass over bytes.
class Seekable : public base::ByteSource {
public:
    std::size_t read(std::span<char> buffer) override {
        const std::size_t count = std::min<std::size_t>({buffer.size(), 3, text.size() - at});
        std::copy_n(text.data() + at, count, buffer.data());
        at += count;
        was_read += count;
        return count;
    }
    std::uint64_t skip(std::uint64_t count) override {
        const std::uint64_t step = std::min<std::uint64_t>(count, text.size() - at);
        at += step;
        return step;
    }

    std::string text;
    std::size_t at = 0;
    std::size_t was_read = 0;
};

}  // namespace

TEST_CASE("bytes can be passed that were not read yet") {
    MemorySource source("one two three four", 3);
    MemorySink sink;
    ByteWindow window(source, &sink, 4);
    REQUIRE(window.more());
    CHECK(window.pass(14));
    CHECK(window.offset() == 14);
    while (window.more()) {
    }
    CHECK(window.bytes() == "four");
    CHECK_FALSE(window.pass(5));
    window.flush();
    CHECK(sink.text == "one two three four");
}

TEST_CASE("without an output, what is passed is not read where the input can seek") {
    Seekable source;
    source.text = std::string(1000, 'x') + "end";
    ByteWindow window(source, nullptr, 8);
    REQUIRE(window.more());
    CHECK(window.pass(1000));
    CHECK(source.was_read <= 3);
    CHECK(window.offset() == 1000);
    REQUIRE(window.more());
    CHECK(window.bytes() == "end");
    CHECK_FALSE(window.pass(4));
}

TEST_CASE("dropped bytes are not written, inserted ones are") {
    MemorySource source("one two");
    MemorySink sink;
    ByteWindow window(source, &sink);
    REQUIRE(window.more());
    window.drop(4);
    window.insert("1 ");
    window.consume(3);
    window.flush();
    CHECK(sink.text == "1 two");
}
