#include "format/zip_entry.hpp"

#include "catch.hpp"
#include "support/archive_writing.hpp"

using namespace postern::format;
using postern::test::little;

namespace {

std::string local_header(std::uint16_t flags, std::uint32_t compressed, std::uint32_t uncompressed,
                         const std::string& name, const std::string& extra) {
    return "PK\x03\x04" + little(45, 2) + little(flags, 2) + little(8, 2) + little(0, 4) + little(0xCAFE, 4) +
           little(compressed, 4) + little(uncompressed, 4) + little(name.size(), 2) +
           little(extra.size(), 2) + name + extra;
}

}  // namespace

TEST_CASE("a local header is read") {
    const std::string text = local_header(8, 10, 20, "a/b.xml", "xx") + "data";
    CHECK(zip_local_header_size(text) == 39);
    const ZipLocalHeader header = parse_zip_local_header(text);
    CHECK(header.name == "a/b.xml");
    CHECK(header.method == 8);
    CHECK(header.crc == 0xCAFE);
    CHECK(header.compressed_size == 10);
    CHECK(header.uncompressed_size == 20);
    CHECK(header.size == 39);
    CHECK(header.has_descriptor());
    CHECK_FALSE(header.is_encrypted());
    CHECK(parse_zip_local_header(local_header(1, 0, 0, "", "")).is_encrypted());
}

TEST_CASE("sizes that do not fit stand in the zip64 field") {
    const std::string other = little(0x5455, 2) + little(3, 2) + "abc";
    const std::uint64_t huge = 0x123456789A;
    const auto both = parse_zip_local_header(
        local_header(0, 0xFFFFFFFF, 0xFFFFFFFF, "n",
                     other + little(1, 2) + little(16, 2) + little(huge, 8) + little(7, 8)));
    CHECK(both.uncompressed_size == huge);
    CHECK(both.compressed_size == 7);
    const auto one = parse_zip_local_header(
        local_header(0, 5, 0xFFFFFFFF, "n", little(1, 2) + little(8, 2) + little(huge, 8) + other));
    CHECK(one.uncompressed_size == huge);
    CHECK(one.compressed_size == 5);
    const auto compressed = parse_zip_local_header(
        local_header(0, 0xFFFFFFFF, 5, "n", little(1, 2) + little(8, 2) + little(huge, 8)));
    CHECK(compressed.uncompressed_size == 5);
    CHECK(compressed.compressed_size == huge);
}

TEST_CASE("a broken extra field is not believed") {
    for (const std::string& extra :
         {std::string("\x01"), little(1, 2) + little(99, 2) + "x", little(1, 2) + little(4, 2) + "abcd"}) {
        CHECK(parse_zip_local_header(local_header(0, 0xFFFFFFFF, 1, "n", extra)).compressed_size ==
              0xFFFFFFFF);
    }
}

TEST_CASE("a descriptor is known by its facts and what follows") {
    const ZipMemberFacts small{0xCAFE, 7, 9};
    const ZipMemberFacts large{0xCAFE, 7, 0x123456789A};
    for (const std::string& next :
         {std::string("PK\x03\x04"), std::string("PK\x01\x02"), std::string("PK\x06\x08")}) {
        for (const std::string& signature : {std::string(), std::string("PK\x07\x08")}) {
            const std::string narrow = signature + little(0xCAFE, 4) + little(7, 4) + little(9, 4) + next;
            const std::string wide = signature + little(0xCAFE, 4) + little(7, 8) + little(9, 8) + next;
            const std::string java =
                signature + little(0xCAFE, 4) + little(7, 8) + little(0x123456789A, 8) + next;
            CHECK(zip_descriptor_size(narrow, small) == narrow.size() - 4);
            CHECK(zip_descriptor_size(wide, small) == wide.size() - 4);
            CHECK(zip_descriptor_size(java, large) == java.size() - 4);
            CHECK_FALSE(zip_descriptor_size(java, small).has_value());
            CHECK_FALSE(zip_descriptor_size(narrow, {0xCAFF, 7, 9}).has_value());
            CHECK_FALSE(zip_descriptor_size(narrow, {0xCAFE, 8, 9}).has_value());
            CHECK_FALSE(zip_descriptor_size(narrow, {0xCAFE, 7, 8}).has_value());
            for (std::size_t cut = 0; cut < narrow.size(); ++cut) {
                CHECK_FALSE(zip_descriptor_size(narrow.substr(0, cut), small).has_value());
            }
        }
    }
}

TEST_CASE("a central header has three parts of any length") {
    std::string text(46, '\0');
    text[28] = 3;
    text[30] = 5;
    text[33] = 1;
    CHECK(zip_central_header_size(text) == 46 + 3 + 5 + 256);
}
