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

TEST_CASE("a header before a descriptor states nothing and has no zip64 field") {
    const std::string time = little(0x5455, 2) + little(3, 2) + "abc";
    const std::string zip64 = little(1, 2) + little(16, 2) + little(1, 8) + little(2, 8);
    const std::string changed =
        zip_header_before_descriptor(local_header(0x800, 0xFFFFFFFF, 0xFFFFFFFF, "n", time + zip64));
    const ZipLocalHeader header = parse_zip_local_header(changed);
    CHECK(header.flags == 0x808);
    CHECK(header.crc == 0);
    CHECK(header.compressed_size == 0);
    CHECK(header.uncompressed_size == 0);
    CHECK(header.name == "n");
    CHECK(changed.ends_with("n" + time));
    CHECK(header.size == changed.size());
}

TEST_CASE("a header with facts states them, in zip64 where they need it or were there") {
    const std::string plain = local_header(0x808, 1, 2, "n", "");
    std::string expected = local_header(0x800, 7, 9, "n", "");
    expected.replace(14, 4, little(0xBEEF, 4));
    CHECK(zip_header_with_facts(plain, {0xBEEF, 7, 9}) == expected);
    const ZipMemberFacts huge{0xBEEF, 7, 0x123456789A};
    const ZipLocalHeader header = parse_zip_local_header(zip_header_with_facts(plain, huge));
    CHECK(header.compressed_size == 7);
    CHECK(header.uncompressed_size == 0x123456789A);
    const std::string in_zip64 = local_header(0, 0xFFFFFFFF, 0xFFFFFFFF, "n",
                                              little(1, 2) + little(16, 2) + little(9, 8) + little(7, 8));
    CHECK(zip_header_with_facts(in_zip64, {0xCAFE, 7, 9}) == in_zip64);
}

TEST_CASE("a descriptor is written as it is read") {
    for (const ZipMemberFacts& facts : {ZipMemberFacts{0xCAFE, 7, 9}, ZipMemberFacts{0xCAFE, 7, 0x123456789A},
                                        ZipMemberFacts{1, 0xFFFFFFFF, 0xFFFFFFFF}}) {
        const std::string text = zip_descriptor(facts);
        CHECK(text.size() == (facts.uncompressed_size > 0xFFFFFFFF ? 24 : 16));
        CHECK(zip_descriptor_size(text + "PK\x01\x02", facts) == text.size());
        CHECK(parse_zip_descriptor(text) == facts);
        CHECK(parse_zip_descriptor(text.substr(4)) == facts);
    }
}
