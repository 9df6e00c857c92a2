#include "compression/compressed_input.hpp"

#include "catch.hpp"
#include "support/memory_stream.hpp"

using namespace postern;
using compression::CompressedInput;
using compression::UsedBytes;

namespace {

struct Fixture {
    test::MemorySource source{"0123456789", 4};
    test::MemorySink sink;
    base::ByteWindow window{source, &sink, 16};
    CompressedInput input{window, UsedBytes::held};

    std::string output() {
        window.flush();
        return sink.text;
    }
};

}  // namespace

TEST_CASE("Used bytes are held until it is decided what becomes of them") {
    Fixture f;
    REQUIRE(f.input.more());
    f.input.use(3);
    CHECK(f.input.unused() == "3");
    CHECK(f.input.offset() == 3);
    CHECK(f.window.bytes() == "0123");
    SECTION("passed") {
        f.input.let_go(UsedBytes::passed);
        f.input.use(1);
        CHECK(f.output() == "0123");
    }
    SECTION("dropped") {
        f.input.let_go(UsedBytes::dropped);
        f.input.use(1);
        CHECK(f.output().empty());
        CHECK(f.window.bytes().empty());
    }
    CHECK(f.input.used() == 4);
}

TEST_CASE("No more is held than anybody needs to see") {
    class Endless : public base::ByteSource {
        std::size_t read(std::span<char> buffer) override { return buffer.size(); }
    } source;
    base::ByteWindow window(source);
    CompressedInput input(window, UsedBytes::held);
    const auto hold_all = [&input] {
        while (input.used() < 2 * CompressedInput::kMostHeld && input.more()) {
            input.use(input.unused().size());
        }
    };
    CHECK_THROWS_AS(hold_all(), base::DamagedInput);
    CHECK(input.used() == CompressedInput::kMostHeld);
    input.let_go(UsedBytes::dropped);
    CHECK_NOTHROW(hold_all());
}
