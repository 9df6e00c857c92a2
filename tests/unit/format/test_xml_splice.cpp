#include "format/xml_splice.hpp"

#include "catch.hpp"

using postern::format::spliced;

TEST_CASE("pieces are replaced in the order of their place") {
    CHECK(spliced("abcdef", {}) == "abcdef");
    CHECK(spliced("abcdef", {{4, 5, "E"}, {0, 1, ""}, {6, 6, "g"}}) == "bcdEfg");
    CHECK(spliced("abc", {{1, 1, "x"}, {1, 1, "y"}, {1, 2, "B"}}) == "axyBc");
}

TEST_CASE("a piece inside a replaced one goes with it") {
    CHECK(spliced("abcdef", {{2, 3, "X"}, {1, 5, "-"}}) == "a-f");
}
