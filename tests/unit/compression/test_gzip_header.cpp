#include "compression/gzip_header.hpp"

#include "base/byte_stream.hpp"
#include "catch.hpp"
#include "support/archive_writing.hpp"

using namespace postern;
using compression::parse_gzip_header;

namespace {

std::string header(unsigned char flags, const std::string& fields) {
    std::string text =
        std::string("\x1F\x8B\x08", 3) + static_cast<char>(flags) + std::string(5, '\0') + '\3' + fields;
    return (flags & 2U) != 0 ? text + test::little(test::crc32(text) & 0xFFFF, 2) : text;
}

}  // namespace

TEST_CASE("a header ends behind all its fields") {
    const std::string extra = test::little(6, 2) + "AP" + test::little(2, 2) + "xy";
    const std::string name = std::string("dump.sql") + '\0';
    const std::string comment = std::string("a comment") + '\0';
    for (const std::string& whole :
         {header(0, ""), header(4, extra), header(8, name), header(16, comment), header(2, ""),
          header(4 + 8 + 16 + 2, extra + name + comment), header(1, "")}) {
        for (std::size_t cut = 0; cut < whole.size(); ++cut) {
            CHECK_FALSE(parse_gzip_header(whole.substr(0, cut)));
        }
        const auto found = parse_gzip_header(whole + "deflate data");
        REQUIRE(found);
        CHECK(found->size == whole.size());
        CHECK_FALSE(found->states_packed_size);
    }
}

TEST_CASE("bgzip and dictzip state the packed size, wherever among the fields") {
    const std::string other = "AP" + test::little(1, 2) + "x";
    for (const std::string& id : {std::string("BC"), std::string("RA")}) {
        const std::string own = id + test::little(2, 2) + "12";
        for (const std::string& fields : {own, other + own}) {
            CHECK(parse_gzip_header(header(4, test::little(fields.size(), 2) + fields))->states_packed_size);
        }
    }
    CHECK_FALSE(parse_gzip_header(header(4, test::little(3, 2) + "BCx"))->states_packed_size);
}

TEST_CASE("no header is damage, and one whose checksum is another's") {
    std::string wrong = header(2, "");
    wrong.back() = static_cast<char>(wrong.back() ^ 1);
    for (const std::string& bytes : {std::string("not gzip at all"), header(0x20, ""), wrong,
                                     std::string("\x1F\x8B\x07") + std::string(10, '\0')}) {
        CHECK_THROWS_AS(parse_gzip_header(bytes), base::DamagedInput);
    }
}
