#include "base/aes.hpp"

#include "catch.hpp"

using namespace postern::base;

TEST_CASE("the example of FIPS 197, with a block of padding") {
    AesKey key{};
    std::string plain;
    for (std::uint8_t i = 0; i < 16; ++i) {
        key[i] = i;
        plain += static_cast<char>(i * 0x11);
    }
    const std::string encrypted = encrypt_aes128_ecb(key, plain);
    CHECK(encrypted.size() == 32);
    CHECK(encrypted.substr(0, 16) == "\x69\xC4\xE0\xD8\x6A\x7B\x04\x30\xD8\xCD\xB7\x80\x70\xB4\xC5\x5A");
}

TEST_CASE("the empty text is one block") {
    CHECK(encrypt_aes128_ecb(AesKey{}, "").size() == 16);
    CHECK(encrypt_aes128_ecb(AesKey{}, std::string(15, 'x')).size() == 16);
    CHECK(encrypt_aes128_ecb(AesKey{}, std::string(17, 'x')).size() == 32);
}
