#include "target/zip_index.hpp"

#include "base/byte_stream.hpp"
#include "catch.hpp"

using namespace postern;
using base::DamagedInput;
using format::ZipListed;

namespace {

const ZipListed kFirst{"first", {1, 2, 3}, 0};
const ZipListed kSecond{"second", {4, 5, 6}, 100};
const ZipListed kThird{"third", {7, 8, 9}, 200};

target::ZipIndex index() {
    target::ZipIndex found;
    found.add(kFirst);
    found.add(kSecond);
    found.add(kThird);
    return found;
}

}  // namespace

TEST_CASE("a list in any order agrees with what was found") {
    auto found = index();
    CHECK(found.size() == 3);
    CHECK(found.place(kThird).offset == 200);
    CHECK(found.place(kFirst).offset == 0);
    CHECK_THROWS_AS(found.check_all_placed(), DamagedInput);
    CHECK_FALSE(found.place(kSecond).repacked.has_value());
    CHECK_NOTHROW(found.check_all_placed());
    CHECK(found.growth() == 0);
}

TEST_CASE("whatever the list says otherwise is damage") {
    auto found = index();
    for (const ZipListed& wrong : {ZipListed{"First", {1, 2, 3}, 0}, ZipListed{"first", {2, 2, 3}, 0},
                                   ZipListed{"first", {1, 3, 3}, 0}, ZipListed{"first", {1, 2, 4}, 0},
                                   ZipListed{"first", {1, 2, 3}, 1}, ZipListed{"first", {1, 2, 3}, 300}}) {
        CHECK_THROWS_AS(found.place(wrong), DamagedInput);
    }
    found.place(kSecond);
    CHECK_THROWS_AS(found.place(kSecond), DamagedInput);
    target::ZipIndex none;
    CHECK_THROWS_AS(none.place(kFirst), DamagedInput);
}

TEST_CASE("members behind one that was packed anew have moved") {
    target::ZipIndex found;
    found.add(kFirst);
    found.add(kSecond);
    found.add_repacked({{10, 11, 12}, true}, -20);
    found.add(kThird);
    found.add_repacked({{13, 14, 15}, false}, 5);
    found.add({"fourth", {}, 300});
    CHECK(found.growth() == -15);
    CHECK(found.place(kFirst).offset == 0);
    const auto second = found.place(kSecond);
    CHECK(second.offset == 100);
    REQUIRE(second.repacked.has_value());
    CHECK(second.repacked->facts == format::ZipMemberFacts{10, 11, 12});
    CHECK(second.repacked->has_descriptor);
    CHECK(found.place(kThird).offset == 180);
    const auto fourth = found.place({"fourth", {}, 300});
    CHECK(fourth.offset == 285);
    CHECK_FALSE(fourth.repacked.has_value());
}
