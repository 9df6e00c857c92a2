#include "format/zip_extra.hpp"

#include "catch.hpp"
#include "support/archive_writing.hpp"

using namespace postern::format;
using postern::test::little;

namespace {

const std::string kTime = little(0x5455, 2) + little(3, 2) + "abc";

std::string zip64(const std::string& values) {
    return little(1, 2) + little(values.size(), 2) + values;
}

}  // namespace

TEST_CASE("only what does not fit its header is read from zip64") {
    const std::string extra = kTime + zip64(little(0x123456789A, 8) + little(7, 8));
    std::uint64_t first = 5;
    std::uint64_t second = kInZip64;
    std::uint64_t third = kInZip64;
    std::uint64_t fourth = kInZip64;
    read_zip64(extra, {&first, &second, &third, &fourth});
    CHECK(first == 5);
    CHECK(second == 0x123456789A);
    CHECK(third == 7);
    CHECK(fourth == kInZip64);
    read_zip64("\1", {&fourth});
    read_zip64(little(1, 2) + little(9, 2) + "x", {&fourth});
    CHECK(fourth == kInZip64);
}

TEST_CASE("the zip64 part is put in, replaced where it is, or taken out") {
    const std::string old = zip64(little(1, 8));
    const std::string changed = zip64(little(2, 8) + little(3, 8));
    CHECK(with_zip64("", {2, 3}) == changed);
    CHECK(with_zip64(kTime, {2, 3}) == changed + kTime);
    CHECK(with_zip64(kTime + old + kTime, {2, 3}) == kTime + changed + kTime);
    CHECK(with_zip64(kTime + old + kTime, {}) == kTime + kTime);
    CHECK(with_zip64(old + old, {2, 3}) == changed);
    CHECK(with_zip64("", {}).empty());
    CHECK(with_zip64(kTime + "xyz", {2, 3}) == changed + kTime + "xyz");
}
