#include "compression/crc32.hpp"

#include "catch.hpp"

using postern::compression::crc32;

TEST_CASE("The checksum is that of gzip") {
    REQUIRE(crc32(0, "123456789") == 0xCBF43926U);
    REQUIRE(crc32(0, "") == 0);
}

TEST_CASE("A checksum goes on from piece to piece") {
    REQUIRE(crc32(crc32(0, "1234"), "56789") == 0xCBF43926U);
}
