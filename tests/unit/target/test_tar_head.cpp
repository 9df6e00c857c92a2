#include "target/tar_head.hpp"

#include "catch.hpp"
#include "format/tar_header.hpp"
#include "support/memory_stream.hpp"
#include "support/tar_writing.hpp"

using namespace postern;
using test::tar_header;
using test::tar_member;

namespace {

target::TarHead take(const std::string& input, std::size_t piece = 4096) {
    test::MemorySource source(input, piece);
    base::ByteWindow window(source, nullptr, 64);
    return target::take_tar_head(window);
}

std::string pax(const std::string& records) {
    return tar_member("pax", records, 'x');
}

}  // namespace

TEST_CASE("a plain header is a head") {
    for (const std::size_t piece : {1U, 4096U}) {
        const target::TarHead head = take(tar_member("a.sql", "text"), piece);
        CHECK(head.name == "a.sql");
        CHECK(head.size == 4);
        CHECK(head.has_text);
        CHECK_FALSE(head.unreadable.has_value());
        CHECK(head.blocks == tar_header("a.sql", 4));
    }
    CHECK(take(tar_header("a", 9, '\0')).has_text);
    CHECK(take(tar_header("a", 9, '7')).has_text);
    for (const char type : {'2', '3', '4', '5', '6'}) {
        CHECK_FALSE(take(tar_header("a", 9, type)).has_text);
    }
}

TEST_CASE("long names come from GNU's or pax's headers") {
    const std::string name(300, 'n');
    const std::string blocks =
        tar_member("long", name + '\0', 'L') + tar_member("long", "link", 'K') + tar_header("short", 4);
    const target::TarHead head = take(blocks);
    CHECK(head.name == name);
    CHECK(head.blocks == blocks);
    CHECK(take(pax("12 path=a\nb\n") + tar_header("short", 4)).name == "a\nb");
    CHECK(take(tar_member("global", "15 comment=abc\n", 'g') + tar_header("short", 4)).name == "short");
}

TEST_CASE("pax may state the size") {
    const std::string blocks = pax("12 size=123\n16 uname=nobody\n") + tar_header("a", 0);
    const target::TarHead head = take(blocks);
    CHECK(head.size == 123);
    const std::string changed = target::tar_blocks_with_size(head, 1234567);
    const target::TarHead again = take(changed);
    CHECK(again.size == 1234567);
    CHECK(changed.find("uname=nobody\n") != std::string::npos);
    CHECK(format::parse_tar_header(changed.substr(changed.size() - 512)).size == 1234567);
    CHECK(target::tar_blocks_with_size(take(pax("12 size=123\n") + tar_header("a", 123)), 123) ==
          pax("12 size=123\n") + tar_header("a", 123));
}

TEST_CASE("another size leaves everything else") {
    const std::string blocks = tar_member("long", "name", 'L') + tar_header("a", 5);
    CHECK(format::parse_tar_header(target::tar_blocks_with_size(take(blocks), 7).substr(1024)).size == 7);
    CHECK(target::tar_blocks_with_size(take(blocks), 7).substr(0, 1024) == blocks.substr(0, 1024));
}

TEST_CASE("a linked file may have data or not") {
    CHECK_FALSE(take(tar_header("a", 9, '1') + tar_header("b", 1)).has_text);
    CHECK_FALSE(take(tar_header("a", 9, '1') + std::string(512, '\0')).has_text);
    CHECK(take(tar_header("a", 9, '1') + tar_header("b", 1)).size == 0);
    CHECK(take(tar_member("a", "the data!", '1')).has_text);
    CHECK(take(tar_member("a", "the data!", '1')).size == 9);
}

TEST_CASE("files with holes and those begun elsewhere are not read") {
    std::string sparse = tar_header("a", 9, 'S');
    sparse[482] = '\1';
    sparse = test::tar_summed(sparse);
    std::string more(512, '\0');
    more[504] = '\1';
    const target::TarHead head = take(sparse + more + std::string(512, '\0') + "data");
    CHECK(head.unreadable.has_value());
    CHECK(head.blocks.size() == 3 * 512);
    CHECK(head.size == 9);
    CHECK(take(pax("22 GNU.sparse.major=1\n") + tar_header("a", 9)).unreadable.has_value());
    CHECK(take(tar_header("a", 9, 'M')).unreadable.has_value());
}

TEST_CASE("heads that are damaged, cut short or endless are told") {
    using base::DamagedInput;
    std::string wrong = tar_header("a", 9);
    wrong[0] = 'b';
    CHECK_THROWS_AS(take(wrong), DamagedInput);
    CHECK_THROWS_AS(take(pax("12 path=abc") + tar_header("a", 1)), DamagedInput);
    CHECK_THROWS_AS(take(tar_member("g", "10 path=a\n", 'g') + tar_header("a", 1)), DamagedInput);
    CHECK_THROWS_AS(take(tar_header("x", std::uint64_t{1} << 32, 'x')), DamagedInput);
    CHECK_THROWS_AS(take(tar_header("x", (std::uint64_t{1} << 33) - 1, 'L')), DamagedInput);
    std::string endless;
    for (int i = 0; i < 3000; ++i) {
        endless += tar_header("x", 0, 'x');
    }
    CHECK_THROWS_AS(take(endless), DamagedInput);
    const std::string blocks = pax("12 path=a\nb\n") + tar_header("a", 0);
    for (std::size_t cut = 0; cut < blocks.size(); cut += 100) {
        CHECK_THROWS_AS(take(blocks.substr(0, cut)), DamagedInput);
    }
}
