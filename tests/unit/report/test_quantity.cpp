#include <cstdint>
#include <limits>

#include "catch.hpp"
#include "report/quantity.hpp"

using namespace postern::report;

TEST_CASE("Digits come in groups of three") {
    CHECK(grouped_digits(0) == "0");
    CHECK(grouped_digits(999) == "999");
    CHECK(grouped_digits(1000) == "1,000");
    CHECK(grouped_digits(1234567) == "1,234,567");
    CHECK(grouped_digits(std::numeric_limits<std::uint64_t>::max()) == "18,446,744,073,709,551,615");
}

TEST_CASE("Nouns agree with their number") {
    CHECK(counted(0, "place") == "0 places");
    CHECK(counted(1, "place") == "1 place");
    CHECK(counted(1200, "place") == "1,200 places");
    CHECK(counted(1, "entry", "entries") == "1 entry");
    CHECK(counted(2, "entry", "entries") == "2 entries");
}

TEST_CASE("Sizes take the unit that keeps them short") {
    CHECK(human_size(0) == "0 bytes");
    CHECK(human_size(1) == "1 byte");
    CHECK(human_size(1023) == "1,023 bytes");
    CHECK(human_size(1024) == "1.0 KiB");
    CHECK(human_size(1288490189) == "1.2 GiB");
    CHECK(human_size(std::numeric_limits<std::uint64_t>::max()) == "16.0 EiB");
}

TEST_CASE("A size that rounds up to 1024 takes the next unit") {
    CHECK(human_size(1024 * 1024 - 1) == "1.0 MiB");
}
