#include "target/dialect_watch.hpp"

#include <array>

#include "catch.hpp"
#include "support/memory_stream.hpp"

using namespace postern;

namespace {

struct Watched {
    std::string text;
    bool ambiguous;
};

Watched watch(const std::string& text, std::size_t piece) {
    test::MemorySource source(text, piece);
    base::ByteWindow window(source, nullptr, 64);
    target::DialectWatch watched(window);
    std::array<char, 16> buffer{};
    std::string out;
    for (std::size_t count = 0; (count = watched.read(buffer)) > 0;) {
        out.append(buffer.data(), count);
    }
    return {out, watched.is_ambiguous()};
}

}  // namespace

TEST_CASE("a backslash before a quote is noticed wherever the bytes are cut") {
    for (const std::size_t piece : {1U, 2U, 3U, 7U, 100U}) {
        for (std::size_t pad = 0; pad < 40; ++pad) {
            const std::string text = std::string(pad, 'x') + "\\'" + std::string(20, 'y');
            const Watched found = watch(text, piece);
            CHECK(found.text == text);
            CHECK(found.ambiguous);
        }
        CHECK_FALSE(watch("'it''s' \\n \\ '", piece).ambiguous);
        CHECK_FALSE(watch("", piece).ambiguous);
    }
}

TEST_CASE("with an output it is told what becomes of the bytes, and they stay in the window until then") {
    test::MemorySource source("some text that is long enough", 4);
    test::MemorySink sink;
    base::ByteWindow window(source, &sink, 8);
    target::DialectWatch watched(window);
    std::array<char, 9> buffer{};
    std::string read;
    while (read.size() < 9) {
        read.append(buffer.data(), watched.read({buffer.data(), 9 - read.size()}));
    }
    CHECK(read == "some text");
    watched.write("some");
    watched.replace(" text", ", and");
    CHECK(window.offset() == 9);
    while (window.pass(1)) {
    }
    window.flush();
    CHECK(sink.text == "some, and that is long enough");
}
