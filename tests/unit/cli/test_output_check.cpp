#include "cli/output_check.hpp"

#include <array>

#include "catch.hpp"
#include "support/memory_stream.hpp"

using namespace postern;

namespace {

std::string all_of(base::ByteSource& source) {
    std::string text;
    std::array<char, 1000> buffer{};
    while (const std::size_t count = source.read(buffer)) {
        text.append(buffer.data(), count);
    }
    return text;
}

}  // namespace

TEST_CASE("what is written is read as well") {
    test::MemorySink sink;
    std::string read;
    cli::OutputCheck check(sink, [&read](base::ByteSource& source) { read = all_of(source); });
    std::string expected;
    for (int i = 0; i < 1000; ++i) {
        const std::string piece(static_cast<std::size_t>(i) * 13, static_cast<char>('a' + i % 26));
        check.write(piece);
        expected += piece;
    }
    check.write(std::string(5 * 1024 * 1024, 'x'));
    expected += std::string(5 * 1024 * 1024, 'x');
    check.finish();
    CHECK(read == expected);
    CHECK(sink.text == expected);
}

TEST_CASE("a reader that stops early holds nobody up") {
    test::MemorySink sink;
    cli::OutputCheck check(sink, [](base::ByteSource& source) {
        std::array<char, 1> buffer{};
        source.read(buffer);
    });
    check.write(std::string(10 * 1024 * 1024, 'x'));
    check.write(std::string(10 * 1024 * 1024, 'y'));
    check.finish();
    CHECK(sink.text.size() == 20 * 1024 * 1024);
}

TEST_CASE("what the reader throws comes out at the end") {
    test::MemorySink sink;
    cli::OutputCheck check(sink, [](base::ByteSource& source) {
        all_of(source);
        throw std::runtime_error("not as it should be");
    });
    check.write("text");
    CHECK_THROWS_WITH(check.finish(), "not as it should be");
}

TEST_CASE("an output that is given up is damaged for its reader") {
    test::MemorySink sink;
    std::string told;
    {
        cli::OutputCheck check(sink, [&told](base::ByteSource& source) {
            try {
                all_of(source);
            } catch (const base::DamagedInput& damage) {
                told = damage.what();
            }
        });
        check.write("text");
    }
    CHECK(told == "was not written to its end");
}
