#include "format/xml_nesting.hpp"

#include "catch.hpp"

using postern::format::XmlNesting;

TEST_CASE("end tags must fit") {
    XmlNesting nesting;
    CHECK_FALSE(nesting.close("a"));
    CHECK(nesting.open("a"));
    CHECK(nesting.open("bc"));
    CHECK_FALSE(nesting.close("b"));
    CHECK_FALSE(nesting.close("abc"));
    CHECK(nesting.innermost() == "bc");
    CHECK(nesting.close("bc"));
    CHECK(nesting.close("a"));
    CHECK(nesting.depth() == 0);
}

TEST_CASE("several elements close at once") {
    XmlNesting nesting;
    for (const char* name : {"a", "b", "c"}) {
        CHECK(nesting.open(name));
    }
    CHECK_FALSE(nesting.close_up_to("x"));
    CHECK(nesting.depth() == 3);
    CHECK(nesting.close_up_to("b"));
    CHECK(nesting.innermost() == "a");
}

TEST_CASE("nesting has a limit") {
    XmlNesting nesting;
    for (std::size_t i = 0; i < XmlNesting::kDeepest; ++i) {
        REQUIRE(nesting.open("a"));
    }
    CHECK_FALSE(nesting.open("a"));
    CHECK(nesting.depth() == XmlNesting::kDeepest);
}
