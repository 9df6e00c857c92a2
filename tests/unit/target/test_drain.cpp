#include "target/drain.hpp"

#include "catch.hpp"
#include "support/memory_stream.hpp"

using namespace postern;

TEST_CASE("a source is read to its end") {
    char one[1];
    for (const std::size_t size : {0U, 1U, 200'000U}) {
        test::MemorySource source(std::string(size, 'x'), 30'000);
        target::drain(source);
        CHECK(source.read(one) == 0);
    }
}

TEST_CASE("damage comes out") {
    class Damaged : public base::ByteSource {
        std::size_t read(std::span<char>) override { throw base::DamagedInput("broken"); }
    } source;
    CHECK_THROWS_AS(target::drain(source), base::DamagedInput);
}
