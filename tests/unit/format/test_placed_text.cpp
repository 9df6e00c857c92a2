#include "format/placed_text.hpp"

#include "catch.hpp"

using namespace postern::format;

TEST_CASE("characters know where they stand and how they are quoted") {
    PlacedText word(10);
    word.start(3);
    word.add('a', 3, 4);
    word.start_region(Quoting::double_quotes);
    word.add('"', 5, 7);
    word.add_opaque("012345678$X", 9, 11);
    word.finish(12);
    CHECK(word.text() == "a\"$X");
    CHECK(word.begin() == 3);
    CHECK(word.end() == 12);
    CHECK(word.place(1).begin == 5);
    CHECK(word.place(1).end == 7);
    CHECK(word.quoting(word.place(0).region) == Quoting::none);
    CHECK(word.quoting(word.place(1).region) == Quoting::double_quotes);
    CHECK(word.is_plain(0, "abc"));
    CHECK_FALSE(word.is_plain(2, "$"));
    word.start(0);
    CHECK(word.text().empty());
    CHECK(word.last_region() == 0);
}
