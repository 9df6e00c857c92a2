#include "compression/deflate_piece.hpp"

#include "catch.hpp"
#include "support/deflate_text.hpp"

using namespace postern;
using compression::DeflateBits;
using compression::DeflatePiece;
using compression::ExactInflater;

namespace {

// A block of the fixed codes that is not the last, and not ended: so many bits of it.
DeflateBits begun(unsigned literals) {
    DeflateBits begun;
    begun.put(2, 3);
    for (unsigned i = 0; i < literals; ++i) {
        begun.put(0b1001'1001 ^ 0xFF, 8);  // some literal of 8 bits: its code begins with 0b0110'0110
    }
    return begun;
}

}  // namespace

TEST_CASE("a piece ends at any bit, and says its text") {
    const std::string text = test::rows(50'000);
    for (unsigned phase = 0; phase < 8; ++phase) {
        DeflatePiece piece;
        piece.begin({}, {}, {});
        piece.add(text.substr(0, 20'000));
        piece.add(text.substr(20'000));
        piece.end_before_block(phase);
        DeflateBits whole;
        whole.put(piece.bits());
        CHECK(whole.phase() == phase);
        compression::put_last_block(whole);
        whole.pad();
        CHECK(test::inflated(whole.bytes()) == text);
        CHECK(test::inflated_exactly(whole.bytes(), 1000) == text);
    }
}

TEST_CASE("a piece ends the block in which it begins, whatever its bit") {
    for (unsigned literals = 1; literals < 9; ++literals) {
        DeflatePiece piece;
        DeflateBits before = begun(literals);
        const std::string whole_bytes = before.take_whole_bytes();
        piece.begin(before, {0, 7}, {});
        piece.add("hello");
        piece.end_stream();
        const std::string text = test::inflated(whole_bytes + piece.bits().bytes());
        CHECK(text.size() == literals + 5);
        CHECK(text.ends_with("hello"));
    }
}

TEST_CASE("text before it is used, and not said again") {
    const std::string text = test::digits(20'000);
    DeflatePiece piece;
    piece.begin({}, {}, text);
    piece.add(text);
    piece.end_stream();
    CHECK(piece.bits().bytes().size() < text.size() / 20);
}

TEST_CASE("the rest of a block follows its header, as one that is not the last") {
    const std::string text = test::rows(2000);
    const std::string data = test::deflated(text);
    ExactInflater exact(0, 0, {});
    exact.run(1000, {data, 0});
    REQUIRE(exact.is_in_block());
    REQUIRE(exact.block().is_final);
    CHECK((static_cast<unsigned char>(compression::header_before_more(exact.block()).bytes()[0]) & 1U) == 0);
    for (unsigned phase = 0; phase < 8; ++phase) {
        DeflatePiece piece;
        piece.begin({}, {}, {});
        piece.add(text.substr(0, exact.text()));
        piece.end_within_block(exact.block(), phase);
        DeflateBits whole;
        whole.put(piece.bits());
        CHECK(whole.phase() == phase);
        const compression::DeflateInput rest{data, 0};
        for (std::uint64_t bit = exact.bit(); bit < data.size() * 8; ++bit) {
            whole.put(rest.peek(bit), 1);
        }
        const std::string padding = whole.bytes();
        ExactInflater again(0, 0, {});
        while (again.text() < text.size()) {
            REQUIRE(again.run(text.size(), {padding, 0}) != ExactInflater::Stop::input_end);
        }
        CHECK(again.view(0, text.size()) == text);
    }
}
