#include "compression/decoder.hpp"

#include "catch.hpp"
#include "support/archive_writing.hpp"
#include "support/project_root.hpp"
#include "support/read_outcome.hpp"

using namespace postern;
using test::gzip;

namespace {

struct Unzipped {
    std::string text;
    std::optional<std::string> damage;
    std::optional<Skip> junk;
};

Unzipped unzip(const std::string& input, std::size_t piece = 1000, std::size_t window_size = 64) {
    test::MemorySource source(input, piece);
    base::ByteWindow window(source, nullptr, window_size);
    compression::ExpansionGuard guard(window);
    const auto stream = compression::make_decoder(compression::Codec::gzip, window, guard);
    Unzipped result;
    std::string buffer(37, '\0');
    try {
        while (const std::size_t count = stream->read(buffer)) {
            result.text += buffer.substr(0, count);
        }
        CHECK(stream->read(buffer) == 0);
    } catch (const base::DamagedInput& damage) {
        result.damage = damage.what();
    }
    result.junk = stream->trailing_junk();
    return result;
}

}  // namespace

TEST_CASE("members of any length, one behind the other") {
    std::string input;
    std::string text;
    for (std::size_t size = 0; size <= 100; ++size) {
        const std::string part(size, static_cast<char>('!' + size % 90));
        input +=
            size % 2 == 0 || size == 0 ? gzip(part) : test::gzip_of(part, test::deflate_run(part[0], size));
        text += part;
    }
    for (const std::size_t piece : {1U, 2U, 7U, 64U, 100000U}) {
        for (const std::size_t window : {1U, 8U, 9U, 17U, 63U, 4096U}) {
            CAPTURE(piece, window);
            const auto found = unzip(input, piece, window);
            CHECK(found.text == text);
            CHECK_FALSE(found.damage.has_value());
            CHECK_FALSE(found.junk.has_value());
        }
    }
}

TEST_CASE("zero padding is nothing, junk is told with its place") {
    const std::string member = gzip("hello");
    CHECK_FALSE(unzip(member + std::string(1000, '\0')).junk.has_value());
    CHECK_FALSE(unzip(member + std::string(1, '\0'), 1, 1).junk.has_value());
    const auto junk = unzip(member + std::string(100, '\0') + "junk", 1, 8);
    CHECK(junk.text == "hello");
    REQUIRE(junk.junk.has_value());
    CHECK(junk.junk->at == member.size() + 100);
    CHECK(unzip(member + "\x1F").junk.has_value());
    CHECK(unzip(member + "x").junk->at == member.size());
    CHECK(unzip(member + std::string(100, '\0') + "junk", 4096, 4096).junk->at == member.size() + 100);
}

TEST_CASE("a gzip file may be cut at any byte") {
    const std::string first = gzip("hello ");
    const std::string whole = first + gzip("world");
    for (std::size_t cut = 1; cut < whole.size(); ++cut) {
        if (cut == first.size()) {
            continue;  // whole, as far as anybody can tell
        }
        const auto found = unzip(whole.substr(0, cut), 1, 4);
        CAPTURE(cut);
        CHECK((found.damage.has_value() || found.junk.has_value()));
        CHECK(std::string("hello world").starts_with(found.text));
    }
}

TEST_CASE("a wrong checksum or length is damage") {
    for (const std::size_t from_end : {1U, 4U, 5U, 8U}) {
        std::string flipped = gzip("hello");
        flipped[flipped.size() - from_end] ^= 1;
        CHECK(unzip(flipped).damage.has_value());
        CHECK(unzip(gzip("first") + flipped).damage.has_value());
    }
}

TEST_CASE("header fields of gzip are passed over") {
    const std::string body =
        test::deflate_stored("x") + test::little(test::crc32("x"), 4) + test::little(1, 4);
    const auto head_with = [](char flag, std::string_view fields) {
        std::string head{'\x1F', '\x8B', '\x08', flag, '\0', '\0', '\0', '\0', '\0', '\x03'};
        return head.append(fields);
    };
    const std::string name = head_with(8, std::string_view("dump.sql\0", 9));
    const std::string extra = head_with(4, std::string_view("\x03\0abc", 5));
    const std::string comment = head_with(16, std::string_view("c\0", 2));
    const std::string most = head_with(4 + 8 + 16, std::string_view("\x03\0abcdump.sql\0a comment\0", 24));
    std::string all = most;
    all[3] = 2 + 4 + 8 + 16;
    all += test::little(test::crc32(all) & 0xFFFF, 2);
    for (const std::string& head : {name, extra, comment, most, all}) {
        CHECK(unzip(head + body, 1, 1).text == "x");
        for (std::size_t piece = 1; piece < head.size(); ++piece) {
            CHECK(unzip(head + body, piece).text == "x");
        }
        CHECK(unzip(head + body + head + body).text == "xx");
    }
}

TEST_CASE("the containers of the fixtures") {
    const std::string folder = test::project_root() + "/fixtures/containers/";
    const std::string plain = test::file_text(test::project_root() + "/fixtures/postgresql/plain.sql");
    for (const char* name : {"dump.sql.gz", "padded.sql.gz", "two-members.sql.gz", "junk-behind.sql.gz"}) {
        for (const std::size_t piece : {1U, 100000U}) {
            const auto found = unzip(test::file_text(folder + name), piece, 33);
            CHECK(found.text == plain);
            CHECK(found.junk.has_value() == (std::string(name) == "junk-behind.sql.gz"));
        }
    }
    const auto cut = unzip(test::file_text(folder + "truncated.sql.gz"));
    CHECK(cut.damage.has_value());
    CHECK(plain.starts_with(cut.text));
    CHECK_FALSE(cut.text.empty());
}
