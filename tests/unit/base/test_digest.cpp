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

TEST_CASE("A key of one's own gives the same digests in every run, and has a name") {
    const std::string key(32, 'k');
    const KeyedDigest one(key);
    const KeyedDigest again(key);
    const KeyedDigest other(std::string(32, 'K'));
    CHECK(one("secret") == again("secret"));
    CHECK(one("secret") != other("secret"));
    CHECK(one.key_name().size() == 16);
    CHECK(one.key_name() == again.key_name());
    CHECK(one.key_name() != other.key_name());
    CHECK(KeyedDigest().key_name().empty());
}

TEST_CASE("No secret has the digest that names the key") {
    const KeyedDigest digest(std::string(32, 'k'));
    for (const char* text :
         {"postern fingerprints 1: name of the key", "postern fingerprints 1: values", ""}) {
        CHECK(hex(digest(text)).substr(0, 16) != digest.key_name());
    }
}

TEST_CASE("A digest under a key is the one that any other HMAC gives") {
    // By Python's hmac: the key of values is the HMAC of their text under the key.
    const KeyedDigest digest(std::string(32, 'k'));
    CHECK(digest.key_name() == "b9a77d9ed300b8ba");
    CHECK(hex(digest("secret")) == "297fd832f1c5d60737a1aaa5bcca26b07958fdc34178204860f6f3c8a71b8766");
}
