#include "compression/piece_check.hpp"

#include "catch.hpp"
#include "compression/deflate_piece.hpp"
#include "support/deflate_text.hpp"

using namespace postern;
using compression::DeflateBits;
using compression::DeflatePiece;
using compression::PieceCheck;

namespace {

// What a piece that begins at this bit of a byte gives, with that byte.
std::string piece_of(const std::string& history, unsigned phase, const std::string& text) {
    DeflateBits before;
    before.put(0, phase);
    DeflatePiece piece;
    piece.begin(before, {}, history);
    piece.add(text);
    piece.end_stream();
    return piece.bits().bytes();
}

}  // namespace

TEST_CASE("a piece is right when it gives its text, at any bit") {
    const std::string history = test::digits(5000);
    const std::string text = history.substr(1000, 3000) + "and more";
    for (unsigned phase = 0; phase < 8; ++phase) {
        CAPTURE(phase);
        const std::string packed = piece_of(history, phase, text);
        CHECK(PieceCheck(history, phase, nullptr).follow(packed, text));
        PieceCheck ended(history, phase, nullptr);
        CHECK(ended.follow(packed, text));
        CHECK(ended.has_ended());
        CHECK_FALSE(PieceCheck(history, phase, nullptr).follow(packed, text.substr(1)));
        CHECK_FALSE(PieceCheck(history, phase, nullptr).follow(packed, text + "x"));
        CHECK_FALSE(PieceCheck(history, phase, nullptr).follow(packed, text.substr(0, 100)));
        CHECK(PieceCheck(history, phase, nullptr).follow(packed, text.substr(0, 100), true));
        std::string other = history;
        other[4000 - 1] ^= 1;
        CHECK_FALSE(PieceCheck(other, phase, nullptr).follow(packed, text));
    }
}

TEST_CASE("a piece is checked part by part") {
    const std::string text = test::rows(60'000);
    DeflatePiece piece;
    piece.begin({}, {}, {});
    PieceCheck check("", 0, nullptr);
    for (std::size_t at = 0; at < text.size(); at += 20'000) {
        piece.add(text.substr(at, 20'000));
        CHECK(check.follow(piece.bits().take_whole_bytes(), text.substr(at, 20'000)));
    }
    piece.add("x");
    CHECK_FALSE(check.follow(piece.bits().take_whole_bytes(), "y"));
}

TEST_CASE("damage is no piece") {
    CHECK_FALSE(PieceCheck("", 0, nullptr).follow("\x07 none", "text"));
}
