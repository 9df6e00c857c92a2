#include "format/pax_records.hpp"

#include "base/byte_stream.hpp"
#include "catch.hpp"

using namespace postern::format;
using postern::base::DamagedInput;

TEST_CASE("what concerns a member's data is found among the records") {
    const PaxFacts facts = parse_pax_records(
        "12 path=a\nb\n21 comment=path=x\nzz\n12 size=123\n"
        "16 uname=nobody\n");
    CHECK(facts.path == "a\nb");
    CHECK(facts.size == 123);
    CHECK_FALSE(facts.is_sparse);
    CHECK_FALSE(parse_pax_records("").path.has_value());
    CHECK(parse_pax_records("22 GNU.sparse.major=1\n").is_sparse);
    CHECK(parse_pax_records("23 GNU.sparse.name=a.b\n").path == "a.b");
}

TEST_CASE("damaged records are told") {
    for (const char* wrong :
         {"x", "12", "99 path=a\n", "10 path=ab", "3 a\n", "a path=b\n", "9 size=x\n", "-9 path=a\n",
          "0 path=a\n", "99999999999999999999 path=a\n", "10 size=-1\n", "12 path=abcx"}) {
        CAPTURE(wrong);
        CHECK_THROWS_AS(parse_pax_records(wrong), DamagedInput);
    }
}

TEST_CASE("the size is exchanged and nothing else") {
    CHECK(pax_records_with_size("10 path=a\n10 size=1\n17 comment=size=\n", 99) ==
          "10 path=a\n11 size=99\n17 comment=size=\n");
    CHECK(pax_records_with_size("10 size=1\n", 1) == "10 size=1\n");  // nine would do
    for (std::uint64_t size = 1; size < 10'000'000'000'000'000'000U / 10; size *= 10) {
        CHECK(parse_pax_records(pax_records_with_size("10 size=1\n", size)).size == size);
    }
    CHECK(pax_records_with_size("10 path=a\n", 9) == "10 path=a\n");
    CHECK_THROWS_AS(pax_records_with_size("9", 9), DamagedInput);
}
