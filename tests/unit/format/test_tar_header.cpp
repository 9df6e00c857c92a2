#include "format/tar_header.hpp"

#include "base/byte_stream.hpp"
#include "catch.hpp"
#include "support/tar_writing.hpp"

using namespace postern::format;
using postern::test::tar_header;
using postern::test::tar_summed;
using std::string_literals::operator""s;

namespace {

std::string with(std::string block, std::size_t at, const std::string& text) {
    block.replace(at, text.size(), text);
    return tar_summed(block);
}

}  // namespace

TEST_CASE("a header is read") {
    const TarHeader header = parse_tar_header(tar_header("a/b.sql", 12345));
    CHECK(header.name == "a/b.sql");
    CHECK(header.size == 12345);
    CHECK(header.type == '0');
    CHECK_FALSE(header.is_continued);
    CHECK(parse_tar_header(tar_header(std::string(100, 'n'), 1)).name == std::string(100, 'n'));
}

TEST_CASE("a name may have a prefix, in ustar alone") {
    const std::string block = with(tar_header("b.sql", 1), 345, "a/long/prefix");
    CHECK(parse_tar_header(block).name == "a/long/prefix/b.sql");
    CHECK(parse_tar_header(with(block, 257, "ustar  \0"s)).name == "b.sql");
    const std::string star = with(with(block, 476, "12345678"), 508, "tar\0"s);
    CHECK(parse_tar_header(with(star, 345, std::string(131, 'p'))).name == std::string(131, 'p') + "/b.sql");
}

TEST_CASE("sizes are octal in several ways, or binary") {
    const auto size = [](const std::string& field) {
        return parse_tar_header(with(tar_header("n", 0), 124, field)).size;
    };
    CHECK(size("        17 \0"s) == 15);
    CHECK(size("17\0\0\0\0\0\0\0\0\0\0"s) == 15);
    CHECK(size("777777777777") == (std::uint64_t{1} << 36) - 1);
    CHECK(size("\x80\0\0\0\0\0\0\x02\0\0\0\0"s) == (std::uint64_t{1} << 33));
    CHECK(size(std::string(12, '\0')) == 0);
    for (const std::string& wrong :
         {"00000000008\0"s, "abc"s, "-1"s, std::string(12, '\xFF'), "\x80\x01\0\0\0\0\0\0\0\0\0\0"s}) {
        CHECK_THROWS_AS(size(wrong), postern::base::DamagedInput);
    }
}

TEST_CASE("links, folders and devices have no data") {
    for (const char type : {'2', '3', '4', '5', '6'}) {
        CHECK(parse_tar_header(tar_header("n", 99, type)).size == 0);
    }
    CHECK(parse_tar_header(tar_header("n", 99, '1')).size == 99);
}

TEST_CASE("a file with holes may need more blocks for them") {
    CHECK(parse_tar_header(with(tar_header("n", 1, 'S'), 482, "\1")).is_continued);
    CHECK_FALSE(parse_tar_header(with(tar_header("n", 1), 482, "\1")).is_continued);
    std::string block(512, '\0');
    CHECK_FALSE(tar_holes_continue(block));
    block[504] = '\1';
    CHECK(tar_holes_continue(block));
}

TEST_CASE("checksums are compared, signed ones too") {
    std::string block = tar_header("n\xFC", 1);
    CHECK(tar_checksum_fits(block));
    block[0] = 'm';
    CHECK_FALSE(tar_checksum_fits(block));
    CHECK_FALSE(tar_checksum_fits(std::string(512, '\0')));
    CHECK_FALSE(tar_checksum_fits(std::string(512, ' ')));
    block[0] = 'n';
    const std::uint64_t sum = std::stoul(block.substr(148, 6), nullptr, 8) - 256;
    CHECK(tar_checksum_fits(block.replace(148, 6, postern::test::octal(sum, 6))));
}

TEST_CASE("an archive is known by its mark or its checksum") {
    std::string block = tar_header("n", 1);
    CHECK(is_tar_header(block + "more"));
    CHECK(is_tar_header(block.substr(0, 300)));
    block.replace(257, 8, 8, '\0');
    CHECK_FALSE(is_tar_header(block));
    CHECK(is_tar_header(tar_summed(block)));
    CHECK_FALSE(is_tar_header(tar_summed(block).substr(0, 511)));
    CHECK_FALSE(is_tar_header(""));
}

TEST_CASE("another size is written as the old one was, and the checksum fits") {
    const std::string block = tar_header("a name", 5);
    CHECK(tar_header_with_size(block, 5).substr(0, 148) == block.substr(0, 148));
    for (const std::uint64_t size : {std::uint64_t{0}, std::uint64_t{8}, (std::uint64_t{1} << 33) - 1,
                                     std::uint64_t{1} << 33, std::uint64_t{1} << 40}) {
        const std::string spaced = with(block, 135, " ");
        const std::string binary = with(block, 124, "\x80"s + std::string(11, '\0'));
        for (const std::string& before : {block, spaced, binary}) {
            const std::string after = tar_header_with_size(before, size);
            CHECK(parse_tar_header(after).size == size);
            CHECK(parse_tar_header(after).name == "a name");
            CHECK(tar_checksum_fits(after));
            CHECK(after.substr(0, 124) == before.substr(0, 124));
            CHECK(after.substr(156) == before.substr(156));
        }
        CHECK((tar_header_with_size(binary, size)[124] == '\x80'));
        CHECK((size >= (std::uint64_t{1} << 33) || tar_header_with_size(spaced, size)[135] == ' '));
    }
}

TEST_CASE("data is padded to whole blocks") {
    CHECK(tar_padding(0) == 0);
    CHECK(tar_padding(1) == 511);
    CHECK(tar_padding(512) == 0);
    CHECK(tar_padding(513) == 511);
}
