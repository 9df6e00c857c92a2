#include "catch.hpp"
#include "report/shown_text.hpp"

using namespace postern::report;

TEST_CASE("Escape sequences are spelled out") {
    CHECK(shown("a\x1b[31mb\x07") == "a\\x1b[31mb\\x07");
    CHECK(shown("one\ntwo\r") == "one\\x0atwo\\x0d");
    CHECK(shown("\xC2\x9B") == "\\xc2\\x9b");
}

TEST_CASE("Marks that turn the direction of writing are spelled out") {
    CHECK(shown("a\u202Eb\u2069") == "a\\xe2\\x80\\xaeb\\xe2\\x81\\xa9");
    CHECK(shown("\u061C\u200F\u2028") == "\\xd8\\x9c\\xe2\\x80\\x8f\\xe2\\x80\\xa8");
}

TEST_CASE("Letters of any language stay") {
    CHECK(shown("b\u00fcro \u6f22 \u2020 \u061b") == "b\u00fcro \u6f22 \u2020 \u061b");
}

TEST_CASE("Bytes that are not UTF-8 are spelled out") {
    CHECK(shown("\xFF\xE2\x80") == "\\xff\\xe2\\x80");
}

TEST_CASE("Colours and continuation bytes take no column") {
    CHECK(visible_width("") == 0);
    CHECK(visible_width("b\u00fcro") == 4);
    CHECK(visible_width("\x1b[1;31mred\x1b[0m") == 3);
    CHECK(visible_width("cut \x1b[1") == 4);
}
