#include "format/pg_copy.hpp"

#include <random>

#include "catch.hpp"
#include "postern/error.hpp"

using namespace postern::format;

namespace {

std::string decoded(std::string_view field) {
    std::string value = "before";
    append_decoded_copy(field, value);
    REQUIRE(value.starts_with("before"));
    return value.substr(6);
}

}  // namespace

TEST_CASE("fields of COPY are decoded") {
    CHECK(decoded("plain \xC3\xA4") == "plain \xC3\xA4");
    CHECK(decoded("") == "");
    CHECK(decoded("\\b\\f\\n\\r\\t\\v\\\\") == "\b\f\n\r\t\v\\");
    CHECK(decoded("\\\\N") == "\\N");
    CHECK(decoded("\\\\.") == "\\.");
    CHECK(decoded("\\101\\60x\\1234\\777") == "A0xS4\xFF");
    CHECK(decoded("\\x41\\x4g\\xg\\X41") == "A\x04gxgX41");
    CHECK(decoded("\\q\\.\\8\\ ") == "q.8 ");
    CHECK(decoded("tail\\") == "tail\\");
}

TEST_CASE("only the whole field is NULL") {
    CHECK(is_copy_null("\\N"));
    for (const char* field : {"", "N", "\\\\N", "\\N ", "\\n", "\\NN"}) {
        CHECK_FALSE(is_copy_null(field));
    }
}

TEST_CASE("fields of COPY are written as COPY TO writes them") {
    CHECK(encode_copy(std::nullopt) == "\\N");
    CHECK(encode_copy("") == "");
    CHECK(encode_copy("a\tb\nc\\d\r\b\f\v\x01\x7F\xFF") == "a\\tb\\nc\\\\d\\r\\b\\f\\v\x01\x7F\xFF");
    CHECK(encode_copy("\\N") == "\\\\N");
    CHECK_THROWS_AS(encode_copy(std::string("a\0b", 3)), postern::Error);
}

TEST_CASE("any value comes back, on one line, without a tab") {
    std::mt19937 random(1);
    for (int round = 0; round < 2000; ++round) {
        std::string value(random() % 20, '\0');
        for (char& c : value) {
            c = "\\\\\\\t\n\rNnx.01abtvf\b\f\v\x01\xFF"[random() % 22];
        }
        const std::string field = encode_copy(value);
        CAPTURE(field);
        CHECK(field.find_first_of("\t\n\r") == std::string::npos);
        CHECK_FALSE(is_copy_null(field));
        CHECK(field != "\\.");
        CHECK(decoded(field) == value);
    }
}

TEST_CASE("a decoded field is never longer than it was") {
    std::mt19937 random(2);
    for (int round = 0; round < 2000; ++round) {
        std::string field(random() % 20, '\0');
        for (char& c : field) {
            c = "\\\\\\0127x9afnq"[random() % 13];
        }
        CHECK(decoded(field).size() <= field.size());
    }
}

TEST_CASE("a backslash within a character is no escape of COPY") {
    const auto read = [](std::string_view field, Multibyte encoding) {
        std::string value;
        append_decoded_copy(field, value, encoding);
        return value;
    };
    CHECK(read("\x95\\tb", Multibyte::shift_jis) == "\x95\\tb");
    CHECK(read("\x95\\tb", Multibyte::none) == "\x95\tb");
    CHECK(read("\x95\\\\tb\x94\\", Multibyte::shift_jis) == "\x95\\\tb\x94\\");
    CHECK(read("\\\x95\\\\t", Multibyte::shift_jis) == "\x95\\\t");
    CHECK(encode_copy("\x95\\\t\\\x94\\", Multibyte::shift_jis) == "\x95\\\\t\\\\\x94\\");
    CHECK(encode_copy("\x95\t", Multibyte::shift_jis) == "\\225\\t");  // half a character
    CHECK(encode_copy("\x95", Multibyte::shift_jis) == "\x95");
}

TEST_CASE("any value of a multibyte encoding comes back from COPY") {
    std::mt19937 random(2);
    for (const Multibyte encoding :
         {Multibyte::shift_jis, Multibyte::big5, Multibyte::gbk, Multibyte::johab}) {
        for (int round = 0; round < 2000; ++round) {
            std::string value(random() % 12, '\0');
            for (char& c : value) {
                c = "\\\\\t\nNn1\x81\x95\xB1\xE5\xFF"[random() % 12];
            }
            const std::string field = encode_copy(value, encoding);
            CAPTURE(value, field, static_cast<int>(encoding));
            CHECK(field.find_first_of("\t\n") == std::string::npos);
            std::string again;
            append_decoded_copy(field, again, encoding);
            CHECK(again == value);
        }
    }
}
