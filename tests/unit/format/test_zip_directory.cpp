#include "format/zip_directory.hpp"

#include "base/byte_stream.hpp"
#include "catch.hpp"
#include "support/archive_writing.hpp"

using namespace postern::format;
using postern::test::little;

namespace {

const std::uint64_t kHuge = 0x123456789A;

std::string central(std::uint32_t compressed, std::uint32_t size, std::uint32_t offset,
                    const std::string& extra) {
    return "PK\x01\x02" + little(0x031E, 2) + little(20, 2) + little(0x808, 2) + little(8, 2) +
           little(0x1234, 4) + little(0xCAFE, 4) + little(compressed, 4) + little(size, 4) + little(4, 2) +
           little(extra.size(), 2) + little(7, 2) + little(0, 2) + little(1, 2) + little(0x81A40000, 4) +
           little(offset, 4) + "name" + extra + "comment";
}

std::string end_record(std::uint16_t members, std::uint32_t size, std::uint32_t offset) {
    return "PK\x05\x06" + little(0, 4) + little(members, 2) + little(members, 2) + little(size, 4) +
           little(offset, 4) + little(3, 2);
}

std::string zip64(const std::string& values) {
    return little(1, 2) + little(values.size(), 2) + values;
}

}  // namespace

TEST_CASE("a central header is read") {
    const std::string text =
        central(10, 0xFFFFFFFF, 0xFFFFFFFF, zip64(little(kHuge, 8) + little(kHuge + 1, 8)));
    CHECK(zip_central_header_size(text + "more") == text.size());
    const ZipListed listed = parse_zip_central_header(text);
    CHECK(listed.name == "name");
    CHECK(listed.facts == ZipMemberFacts{0xCAFE, 10, kHuge});
    CHECK(listed.offset == kHuge + 1);
}

TEST_CASE("a central header is changed in what was said only") {
    const std::string time = little(0x5455, 2) + little(3, 2) + "abc";
    const std::string text = central(10, 20, 30, time);
    CHECK(changed_zip_central_header(text, 30, std::nullopt) == text);
    CHECK(changed_zip_central_header(text, 31, std::nullopt) == central(10, 20, 31, time));
    std::string expected = central(11, 21, 31, time);
    expected.replace(16, 4, little(0xBEEF, 4));
    CHECK(changed_zip_central_header(text, 31, ZipRepacked{{0xBEEF, 11, 21}, true}) == expected);
    expected.replace(8, 2, little(0x800, 2));
    CHECK(changed_zip_central_header(text, 31, ZipRepacked{{0xBEEF, 11, 21}, false}) == expected);
}

TEST_CASE("what does not fit a central header goes to zip64, and what was there stays there") {
    const std::string text = central(10, 20, 30, "");
    std::string expected = central(10, 20, 0xFFFFFFFF, zip64(little(kHuge, 8)));
    expected.replace(6, 2, little(45, 2));
    CHECK(changed_zip_central_header(text, kHuge, std::nullopt) == expected);
    CHECK(parse_zip_central_header(expected).offset == kHuge);
    const std::string in_zip64 = changed_zip_central_header(expected, 5, ZipRepacked{{1, kHuge, 3}, true});
    const ZipListed listed = parse_zip_central_header(in_zip64);
    CHECK(listed.offset == 5);
    CHECK(listed.facts == ZipMemberFacts{1, kHuge, 3});
    CHECK(in_zip64.ends_with("comment"));
    const std::string full =
        central(10, 20, 30, little(0x9999, 2) + little(65'520, 2) + std::string(65'520, 'x'));
    CHECK_THROWS_AS(changed_zip_central_header(full, kHuge, std::nullopt), postern::base::DamagedInput);
}

TEST_CASE("end records are read and changed") {
    const std::string end = end_record(3, 100, 1000);
    CHECK(parse_zip_end(end, std::nullopt) == ZipEnd{3, 100, 1000});
    CHECK(zip_end_comment_size(end) == 3);
    CHECK(changed_zip_end(end, {3, 100, 1000}) == end);
    CHECK(changed_zip_end(end, {3, 101, 1001}) == end_record(3, 101, 1001));
    CHECK(changed_zip_end(end, {3, 100, kHuge}) == end_record(3, 100, 0xFFFFFFFF));
    CHECK(needs_zip64_end({3, 100, kHuge}));
    CHECK(needs_zip64_end({3, 0xFFFFFFFF, 0}));
    CHECK_FALSE(needs_zip64_end({0xFFFFF, 100, 1000}));
    CHECK(parse_zip_end(end_record(0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF), ZipEnd{70000, 1, kHuge}) ==
          ZipEnd{70000, 1, kHuge});
    CHECK(changed_zip_end(end_record(0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF), {70000, 1, 2}) ==
          end_record(0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF));
}

TEST_CASE("zip64 end records are made, read and changed") {
    const std::string both = zip64_end_and_locator({70000, 123, kHuge}, kHuge + 123);
    REQUIRE(both.size() == kZip64EndSize + kZip64LocatorSize);
    const std::string end = both.substr(0, kZip64EndSize);
    const std::string locator = both.substr(kZip64EndSize);
    CHECK(parse_zip64_end(end) == ZipEnd{70000, 123, kHuge});
    CHECK(zip64_end_size(end) == kZip64EndSize);
    CHECK(parse_zip64_locator(locator) == kHuge + 123);
    CHECK(changed_zip64_end(end, {70000, 123, kHuge}) == end);
    CHECK(parse_zip64_end(changed_zip64_end(end, {70000, 5, 6})) == ZipEnd{70000, 5, 6});
    CHECK(parse_zip64_locator(changed_zip64_locator(locator, 9)) == 9);
}

TEST_CASE("a signature of the list says its size") {
    CHECK(zip_directory_signature_size("PK\x05\x05" + little(7, 2)) == 13);
}
