#include "target/zip_directory.hpp"

#include "catch.hpp"
#include "support/archive_writing.hpp"
#include "support/memory_stream.hpp"

using namespace postern;
using base::DamagedInput;

namespace {

const std::string kArchive = test::zip({{"first", "x", 0}, {"second", "yy", 0}});
const std::size_t kSecondAt = kArchive.find("PK\x03\x04", 4);
const std::size_t kListAt = kArchive.find("PK\x01\x02");
const std::string kMembers = kArchive.substr(0, kListAt);
const std::string kEnd = kArchive.substr(kArchive.size() - 22);
const std::string kList = kArchive.substr(kListAt, kArchive.size() - 22 - kListAt);

// The list and what is behind it, once the members were passed; with the second one packed anew or not.
std::string pass(const std::string& list, std::int64_t growth = 0) {
    test::MemorySource source(kMembers + list, 7);
    test::MemorySink sink;
    base::ByteWindow window(source, &sink, 16);
    target::ZipIndex index;
    index.add({"first", {test::crc32("x"), 1, 1}, 0});
    if (growth != 0) {
        index.add_repacked({{0xBEEF, 3, 3}, false}, growth);
    }
    index.add({"second", {test::crc32("yy"), 2, 2}, kSecondAt});
    CHECK(window.pass(kListAt));
    target::ZipDirectory(window, index, 0).pass();
    while (window.pass(1)) {
    }
    window.flush();
    return sink.text.substr(kListAt);
}

}  // namespace

TEST_CASE("a list that agrees passes as it is") {
    CHECK(pass(kList + kEnd) == kList + kEnd);
    CHECK(pass(kList + kEnd + "behind") == kList + kEnd + "behind");
    std::string with_comment = kList + kEnd + "comment";
    with_comment[with_comment.size() - 9] = 7;
    CHECK(pass(with_comment) == with_comment);
    const std::string signature = "PK\x05\x05" + test::little(3, 2) + "sig";
    CHECK(pass(kList + signature + kEnd) == kList + signature + kEnd);
    const format::ZipEnd end{2, kList.size(), kListAt};
    const std::string zip64 = format::zip64_end_and_locator(end, kListAt + kList.size());
    CHECK(pass(kList + zip64 + kEnd) == kList + zip64 + kEnd);
}

TEST_CASE("a list behind a member that has grown says where everything is now") {
    const std::string moved = pass(kList + kEnd, 1000);
    CHECK(moved.size() == kList.size() + kEnd.size());
    const auto first =
        format::parse_zip_central_header(moved.substr(0, format::zip_central_header_size(moved)));
    CHECK(first.facts == format::ZipMemberFacts{0xBEEF, 3, 3});
    const std::string rest = moved.substr(format::zip_central_header_size(moved));
    const auto second =
        format::parse_zip_central_header(rest.substr(0, format::zip_central_header_size(rest)));
    CHECK(second.offset == kSecondAt + 1000);
    const auto end = format::parse_zip_end(moved.substr(kList.size()), std::nullopt);
    CHECK(end == format::ZipEnd{2, kList.size(), kListAt + 1000});
}

TEST_CASE("a list that moves beyond 4 GiB gets the records that can say so") {
    constexpr std::int64_t kGrowth = std::int64_t{5} << 30;
    const std::string moved = pass(kList + kEnd, kGrowth);
    const std::size_t list_size = kList.size() + 12;  // the second offset stands in zip64
    REQUIRE(moved.size() == list_size + format::kZip64EndSize + format::kZip64LocatorSize + kEnd.size());
    const format::ZipEnd expected{2, list_size, kListAt + kGrowth};
    const std::string zip64 = moved.substr(list_size);
    CHECK(format::parse_zip64_end(zip64) == expected);
    CHECK(format::parse_zip64_locator(zip64.substr(format::kZip64EndSize)) == kListAt + kGrowth + list_size);
    CHECK(format::parse_zip_end(moved.substr(moved.size() - 22), expected) == expected);
}

TEST_CASE("zip64 records move too") {
    const format::ZipEnd end{2, kList.size(), kListAt};
    const std::string zip64 = format::zip64_end_and_locator(end, kListAt + kList.size());
    const std::string moved = pass(kList + zip64 + kEnd, 10);
    CHECK(moved.substr(kList.size(), zip64.size()) ==
          format::zip64_end_and_locator({2, kList.size(), kListAt + 10}, kListAt + kList.size() + 10));
}

TEST_CASE("members that no list names are told, even by an end that fits the list") {
    const std::string first = kList.substr(0, kList.find("PK\x01\x02", 4));
    const std::string end = format::changed_zip_end(kEnd, {1, first.size(), kListAt});
    const std::string one = end.substr(0, 8) + test::little(1, 2) + test::little(1, 2) + end.substr(12);
    CHECK_THROWS_AS(pass(first + one), DamagedInput);
}

TEST_CASE("an end that disagrees, or is missing, is damage") {
    for (const std::size_t at : {10U, 12U, 16U}) {
        std::string end = kEnd;
        end[at] = static_cast<char>(end[at] + 1);
        CHECK_THROWS_AS(pass(kList + end), DamagedInput);
    }
    CHECK_THROWS_AS(pass(kList), DamagedInput);
    CHECK_THROWS_AS(pass(kList + "no end, but more than its length"), DamagedInput);
    const format::ZipEnd end{2, kList.size(), kListAt};
    for (const auto& [wrong, at] :
         {std::pair{format::ZipEnd{3, kList.size(), kListAt}, kListAt + kList.size()},
          std::pair{format::ZipEnd{2, kList.size(), kListAt + 1}, kListAt + kList.size()},
          std::pair{end, kListAt}}) {
        CHECK_THROWS_AS(pass(kList + format::zip64_end_and_locator(wrong, at) + kEnd), DamagedInput);
    }
    const std::string whole = kList + kEnd;
    for (std::size_t cut = 0; cut < whole.size(); ++cut) {
        CHECK_THROWS_AS(pass(whole.substr(0, cut)), DamagedInput);
    }
}
