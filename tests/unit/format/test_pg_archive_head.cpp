#include "format/pg_archive_head.hpp"

#include "base/byte_stream.hpp"
#include "catch.hpp"

using namespace postern::format;
using postern::base::DamagedInput;
using std::string_literals::operator""s;

namespace {

std::string number(char value) {
    return "\0"s + value + "\0\0\0"s;
}

std::string text(const std::string& value) {
    return number(static_cast<char>(value.size())) + value;
}

std::string head(char minor, const std::string& compression, char form = '\1') {
    std::string out = "PGDMP\1"s + minor + "\0\4\10"s + form + compression;
    for (int i = 0; i < 7; ++i) {
        out += number(1);
    }
    out += text("jira");
    out += minor < 10 ? "" : text("15.1") + text("15.2");
    return out + number(9);
}

}  // namespace

TEST_CASE("The head of an archive says how the rest is to be read") {
    const std::string bytes = head(14, number(6));
    const auto found = read_pg_archive_head(bytes + "rest");
    REQUIRE(found.has_value());
    CHECK(found->minor == 14);
    CHECK(found->number_size == 5);
    CHECK(found->position_size == 9);
    CHECK(found->custom);
    CHECK(found->compression == PgArchiveCompression::zlib);
    CHECK(found->database == "jira");
    CHECK(found->entries == 9);
    CHECK(found->size == bytes.size());
    for (std::size_t cut = 0; cut < bytes.size(); ++cut) {
        CHECK_FALSE(read_pg_archive_head(bytes.substr(0, cut)).has_value());
    }
}

TEST_CASE("Each version of archives says in its own way how they are compressed") {
    const auto compression = [](char minor, const std::string& bytes) {
        return read_pg_archive_head(head(minor, bytes)).value().compression;
    };
    CHECK(compression(7, number(0)) == PgArchiveCompression::none);
    CHECK(compression(14, "\1\1\0\0\0"s) == PgArchiveCompression::zlib);  // -1, the default
    CHECK(compression(15, "\0"s) == PgArchiveCompression::none);
    CHECK(compression(15, "\1") == PgArchiveCompression::zlib);
    CHECK(compression(16, "\2") == PgArchiveCompression::lz4);
    CHECK(compression(16, "\3") == PgArchiveCompression::zstd);
    CHECK_THROWS_AS(compression(16, "\4"), DamagedInput);
    CHECK_FALSE(read_pg_archive_head(head(16, "\1", '\3')).value().custom);
}

TEST_CASE("Heads of what is not read are refused") {
    CHECK_THROWS_AS(read_pg_archive_head("PGDUMP"), DamagedInput);
    CHECK_THROWS_AS(read_pg_archive_head(head(6, number(0))), DamagedInput);
    CHECK_THROWS_AS(read_pg_archive_head(head(17, "\1")), DamagedInput);
    CHECK_THROWS_AS(read_pg_archive_head(head(16, "\1", '\2')), DamagedInput);
    std::string wide = head(14, number(0));
    for (const std::size_t width : {8U, 9U}) {
        for (const char size : {'\0', '\x09', '\x20'}) {
            std::string other = wide;
            other[width] = size;
            CHECK_THROWS_AS(read_pg_archive_head(other), DamagedInput);
        }
    }
    std::string major = head(14, number(0));
    major[5] = '\2';
    CHECK_THROWS_AS(read_pg_archive_head(major), DamagedInput);
    std::string none = head(14, number(0));
    none[none.size() - 5] = '\1';
    CHECK_THROWS_AS(read_pg_archive_head(none), DamagedInput);
    std::string long_name = "PGDMP\1\16\0\4\10\1"s + number(0);
    for (int i = 0; i < 7; ++i) {
        long_name += number(1);
    }
    CHECK_THROWS_AS(read_pg_archive_head(long_name + "\0\0\0\0\1"s), DamagedInput);
}

TEST_CASE("Numbers have a sign and any width") {
    for (const std::int64_t value : {0L, 1L, 255L, 65536L, 2147483647L, -1L, -294967296L, -2147483648L}) {
        CHECK(read_pg_number(encode_pg_number(value, 5)) == value);
        CHECK(read_pg_number(encode_pg_number(value, 9)) == value);
    }
    CHECK(encode_pg_number(-2, 3) == "\1\2\0"s);
    CHECK_THROWS_AS(read_pg_number("\0\0\0\0\x80"s), DamagedInput);
    CHECK_THROWS_AS(read_pg_number("\1\1\0\0\x80"s), DamagedInput);
    CHECK_THROWS_AS(read_pg_number("\0\0\0\0\0\1\0\0\0"s), DamagedInput);
    CHECK_THROWS_AS(read_pg_number("\2\0\0\0\0"s), DamagedInput);
}

TEST_CASE("Positions are set, not set, or of nothing") {
    const PgPosition place = read_pg_position(encode_pg_position({PgPositionState::set, 1234567890123}, 9));
    CHECK(place.state == PgPositionState::set);
    CHECK(place.at == 1234567890123);
    CHECK(encode_pg_position({PgPositionState::not_set, 0}, 9) == "\1\0\0\0\0\0\0\0\0"s);
    CHECK(read_pg_position("\3\0\0\0\0"s).state == PgPositionState::no_data);
    CHECK_THROWS_AS(read_pg_position("\0\0\0\0\0"s), DamagedInput);
    CHECK_THROWS_AS(read_pg_position("\4\0\0\0\0"s), DamagedInput);
    CHECK_THROWS_AS(read_pg_position("\2\0\0\0\0\0\0\0\x80"s), DamagedInput);
}
