#include "target/unread_kinds.hpp"

#include "catch.hpp"
#include "support/archive_writing.hpp"

using namespace postern::target;
using postern::test::little;
using std::string_literals::operator""s;

namespace {

std::string big(std::uint64_t value, std::size_t bytes) {
    const std::string text = little(value, bytes);
    return {text.rbegin(), text.rend()};
}

std::string padded(std::string text, std::size_t size = 8192) {
    text.resize(size);
    return text;
}

std::string pg_page(std::uint16_t lower, std::uint16_t upper, std::uint16_t special,
                    std::uint16_t version = 0x2004) {
    return padded(std::string(8, '\x07') + little(0, 2) + little(5, 2) + little(lower, 2) + little(upper, 2) +
                  little(special, 2) + little(version, 2));
}

}  // namespace

TEST_CASE("every mark has a reason that says what to do") {
    for (const std::string& text : {"\x02\x21\x4C\x18"s,
                                    "\x1F\x9D"s,
                                    "LZIP"s,
                                    "\x89LZO\0\r\n\x1A\n"s,
                                    "7z\xBC\xAF\x27\x1C"s,
                                    "Rar!\x1A\x07"s,
                                    "PK\x07\x08"s,
                                    "XBSTCK01"s,
                                    "\xFE"
                                    "bin"s,
                                    "H:2,block:"s,
                                    "-- H2 0.5/B --"s,
                                    "H2encrypt\n"s,
                                    "TAPE\0\0"s,
                                    "\x03\0\x1F"
                                    "EXPORT:V"s,
                                    "-----BEGIN PGP MESSAGE-----"s,
                                    "Salted__"s,
                                    "U2FsdGVkX1"s,
                                    "age-encryption.org/v1\n"s,
                                    "-----BEGIN AGE ENCRYPTED FILE-----"s,
                                    "XBCRYP"s}) {
        CAPTURE(text);
        const auto reason = unread_kind(text + "more");
        REQUIRE(reason.has_value());
        CHECK(reason->size() > 20);
        CHECK_FALSE(unread_kind(text.substr(0, text.size() - 1)).has_value());
        CHECK_FALSE(unread_kind("x" + text).has_value());
    }
}

TEST_CASE("OpenPGP packets of encrypted data are known") {
    for (const std::string& start :
         {"\x85\x01\x0C\x03"s + std::string(8, 'k') + "\x01"s,
          "\x84\x5E\x03"s + std::string(8, 'k') + "\x12"s, "\x8C\x0D\x04\x07\x03\x02"s,
          "\x8C\x0D\x04\x09\x03\x0A"s, "\xC1\x5E\x03"s + std::string(8, 'k') + "\x10"s,
          "\xC3\x0D\x04\x09\x03\x08"s}) {
        CHECK(unread_kind(padded(start, 64)).has_value());
    }
    CHECK_FALSE(unread_kind(padded("\x85\x01\x0C\x04"s, 64)).has_value());
    CHECK_FALSE(unread_kind(padded("\x85\x01\x0C\x03"s + std::string(8, 'k') + "\x09"s, 64)).has_value());
    CHECK_FALSE(unread_kind(padded("\x8C\x0D\x04\x20\x03\x02"s, 64)).has_value());
    CHECK_FALSE(unread_kind("\x8C\x0D\x04\x07\x03"s).has_value());
}

TEST_CASE("files of InnoDB are known by their first page") {
    const std::string page = padded(big(0xCAFE, 4) + big(0, 4) + std::string(16, '\xFF') + big(8, 2) +
                                    big(0, 8) + big(42, 4) + big(42, 4));
    CHECK(unread_kind(page).has_value());
    std::string other = page;
    other[41] = '\x2B';
    CHECK_FALSE(unread_kind(other).has_value());
    other = page;
    other[25] = '\x09';
    CHECK_FALSE(unread_kind(other).has_value());
}

TEST_CASE("files of a PostgreSQL server are known") {
    CHECK(unread_kind(pg_page(40, 8000, 8192)).has_value());
    CHECK(unread_kind(pg_page(24, 8176, 8176)).has_value());
    CHECK_FALSE(unread_kind(pg_page(40, 8000, 8192, 0x2005)).has_value());
    CHECK_FALSE(unread_kind(pg_page(41, 8000, 8192)).has_value());
    CHECK_FALSE(unread_kind(pg_page(8000, 40, 8192)).has_value());
    CHECK_FALSE(unread_kind(pg_page(40, 8000, 8193)).has_value());
    CHECK(unread_kind(padded(little(0x123456789ABCDEF0, 8) + little(1300, 4) + little(202209061, 4)))
              .has_value());
    CHECK_FALSE(unread_kind(padded(little(0x123456789ABCDEF0, 8) + little(1300, 4) + little(202213061, 4)))
                    .has_value());
    const std::string wal =
        little(0xD113, 2) + little(2, 2) + std::string(28, '\1') + little(16 << 20, 4) + little(8192, 4);
    CHECK(unread_kind(padded(wal)).has_value());
    CHECK_FALSE(unread_kind(padded("\x13\xD3" + wal.substr(2))).has_value());
    CHECK_FALSE(unread_kind(padded(wal.substr(0, 32) + little(17 << 20, 4) + little(8192, 4))).has_value());
}

TEST_CASE("a Data Pump file is known by the job that made it") {
    const std::string start =
        "\x04\x01\0\0\0\x01"s + std::string(100, '\0') + "\"APP\".\"SYS_EXPORT_SCHEMA_01\"";
    CHECK(unread_kind(start).has_value());
    CHECK_FALSE(unread_kind("a text of \"APP\".\"SYS_EXPORT_SCHEMA_01\"").has_value());
}

TEST_CASE("nothing else is one of these") {
    for (const std::string& text :
         {""s, "hello"s, std::string(5000, '\0'), std::string(5000, '\xFF'), std::string(5000, ' ')}) {
        CHECK_FALSE(unread_kind(text).has_value());
    }
}
