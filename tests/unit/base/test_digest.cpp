#include "base/digest.hpp"

#include "catch.hpp"

using namespace postern::base;

TEST_CASE("SHA-256 in hexadecimal digits") {
    CHECK(sha256_hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_CASE("keyed digests compare within one run and tell nothing") {
    const KeyedDigest digest;
    CHECK(digest("secret") == digest("secret"));
    CHECK(digest("secret") != digest("Secret"));
    CHECK(digest("") == digest(""));
    CHECK(digest("") != digest(std::string_view("\0", 1)));
    const KeyedDigest other;
    CHECK(digest("secret") != other("secret"));
}
