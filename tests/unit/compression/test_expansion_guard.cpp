#include "compression/expansion_guard.hpp"

#include "catch.hpp"
#include "support/memory_stream.hpp"

using namespace postern;
using compression::Codec;
using compression::ExpansionGuard;

namespace {

struct Fixture {
    Fixture() { REQUIRE(window.more()); }

    test::MemorySource source{std::string(1 << 20, 'x'), 1 << 20};
    base::ByteWindow window{source, nullptr, 1 << 20};
    ExpansionGuard guard{window};
};

constexpr std::uint64_t kRead = 1 << 20;
constexpr std::uint64_t kDeflateLimit = ExpansionGuard::most_fold(Codec::gzip) * (kRead + 1);

}  // namespace

TEST_CASE("a bomb is refused from then on, plain data of any size is not") {
    Fixture f;
    CHECK_NOTHROW(f.guard.produced(kDeflateLimit - 1));
    CHECK_THROWS_AS(f.guard.produced(1), base::DamagedInput);
    f.window.consume(1);
    CHECK_THROWS_AS(f.guard.produced(0), base::DamagedInput);
}

TEST_CASE("what is small may expand as it likes") {
    test::MemorySource source("x");
    base::ByteWindow window(source);
    REQUIRE(window.more());
    ExpansionGuard guard(window);
    CHECK_NOTHROW(guard.produced(ExpansionGuard::kAlwaysAllowed));
    CHECK_THROWS_AS(guard.produced(ExpansionGuard::most_fold(Codec::gzip)), base::DamagedInput);
}

TEST_CASE("a codec that folds further may") {
    Fixture f;
    f.guard.expect(Codec::xz);
    f.guard.expect(Codec::gzip);
    CHECK_NOTHROW(f.guard.produced(kDeflateLimit));
    CHECK_THROWS_AS(f.guard.produced(ExpansionGuard::most_fold(Codec::xz) * kRead), base::DamagedInput);
}
