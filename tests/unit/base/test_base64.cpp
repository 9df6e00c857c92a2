#include "base/base64.hpp"

#include <random>

#include "catch.hpp"

using namespace postern::base;

TEST_CASE("Base64 of RFC 4648") {
    CHECK(encode_base64("") == "");
    CHECK(encode_base64("f") == "Zg==");
    CHECK(encode_base64("fo") == "Zm8=");
    CHECK(encode_base64("foo") == "Zm9v");
    CHECK(decode_base64("Zm9vYmE=") == "fooba");
    CHECK(decode_base64("+/+/") == "\xFB\xFF\xBF");
}

TEST_CASE("any bytes come back") {
    std::mt19937 random(1);
    for (int round = 0; round < 500; ++round) {
        std::string bytes(1 + random() % 100, '\0');
        for (char& c : bytes) {
            c = static_cast<char>(random());
        }
        CHECK(decode_base64(encode_base64(bytes)) == bytes);
    }
}

TEST_CASE("anything but canonical Base64 is none") {
    for (const char* text :
         {"", "Z", "Zg", "Zg=", "Zg===", "====", "=", "Zh==", "Zm9=", "Zm 9v", " Zm9v", "Zm9v\n", "Zm-_",
          "Zm9v=", "Zg==Zg==", "Z=g=", "\xC3\xA4gg", "Zm9v====", "Zm9\0"}) {
        CAPTURE(text);
        CHECK_FALSE(decode_base64(text).has_value());
    }
    CHECK_FALSE(decode_base64(std::string_view("Zm9\0", 4)).has_value());
}
