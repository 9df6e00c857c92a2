#include "compression/deflate_code.hpp"

#include <vector>

#include "catch.hpp"

using namespace postern;
using compression::DeflateCode;

TEST_CASE("the example of the format's description has its codes") {
    const std::vector<std::uint8_t> lengths{3, 3, 3, 3, 3, 2, 4, 4};  // A to H
    DeflateCode code;
    REQUIRE(code.build(lengths));
    // Written from the highest bit: 010 011 100 101 110 00 1110 1111.
    const std::vector<std::uint32_t> expected{0b010, 0b110, 0b001, 0b101, 0b011, 0b00, 0b0111, 0b1111};
    for (std::size_t symbol = 0; symbol < lengths.size(); ++symbol) {
        const DeflateCode::Bits bits = code.bits_of(static_cast<int>(symbol));
        CHECK(bits.count == lengths[symbol]);
        CHECK(bits.value == expected[symbol]);
        const DeflateCode::Symbol found = code.decode(bits.value | 0xFFFFULL << bits.count);
        CHECK(found.value == static_cast<int>(symbol));
        CHECK(found.bits == lengths[symbol]);
    }
}

TEST_CASE("codes longer than the table are found") {
    std::vector<std::uint8_t> lengths;
    for (std::uint8_t length = 1; length <= 15; ++length) {
        lengths.push_back(length);
    }
    lengths.push_back(15);
    DeflateCode code;
    REQUIRE(code.build(lengths));
    for (std::size_t symbol = 0; symbol < lengths.size(); ++symbol) {
        const DeflateCode::Bits bits = code.bits_of(static_cast<int>(symbol));
        const DeflateCode::Symbol found = code.decode(bits.value);
        CHECK(found.value == static_cast<int>(symbol));
        CHECK(found.bits == lengths[symbol]);
    }
}

TEST_CASE("too many codes are refused, and bits without a symbol are none") {
    DeflateCode code;
    CHECK_FALSE(code.build(std::vector<std::uint8_t>{1, 1, 1}));
    CHECK_FALSE(code.build(std::vector<std::uint8_t>{1, 2, 2, 15}));
    REQUIRE(code.build(std::vector<std::uint8_t>{0, 1, 0}));
    CHECK(code.decode(0).value == 1);
    CHECK(code.decode(1).value == -1);
    REQUIRE(code.build(std::vector<std::uint8_t>(30, 0)));
    CHECK(code.decode(0).value == -1);
}
