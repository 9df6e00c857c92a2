#include "postfix/version.hpp"

#include "catch.hpp"

using namespace postern::postfix;

TEST_CASE("versions are two numbers") {
    CHECK(parse_version("3.7.11") == Version{3, 7});
    CHECK(parse_version("3.7") == Version{3, 7});
    CHECK(parse_version("3.10\n") == Version{3, 10});
    CHECK(parse_version("3.11-20250101") == Version{3, 11});
    for (const char* text : {"", "3", "3.", ".7", "x", "3.x", "v3.7", " 3.7", "-3.7", "3,7", "3.-7",
                             "99999999999.1", "3.99999999999"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_version(text).has_value());
    }
    CHECK(text_of({3, 10}) == "3.10");
}

TEST_CASE("they have an order") {
    CHECK(Version{3, 9} < Version{3, 10});
    CHECK(Version{3, 99} < Version{4, 0});
    CHECK(kOldestVersion <= kUsualVersion);
}

TEST_CASE("older releases get words they understand") {
    CHECK(compatibility_level({3, 5}) == "2");
    CHECK(compatibility_level({3, 6}) == "3.6");
    CHECK(modern_tls({3, 5}) == "!SSLv2, !SSLv3, !TLSv1, !TLSv1.1");
    CHECK(modern_tls({3, 6}) == ">=TLSv1.2");
    CHECK(modern_tls({4, 0}) == ">=TLSv1.2");
}
