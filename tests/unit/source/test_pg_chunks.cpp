#include "source/pg_chunks.hpp"

#include "catch.hpp"
#include "support/pg_archive_writing.hpp"

using namespace postern;
using compression::UsedBytes;

namespace {

const test::ArchiveWriter kWriter({});

struct Chunks {
    explicit Chunks(const std::string& text, std::size_t piece = 3) : bytes(kWriter.head(0) + text, piece) {}

    test::MemorySource bytes;
    test::MemorySink output;
    base::ByteWindow window{bytes, &output, 16};
    source::PgArchiveInput input{window};

    std::string rest() {
        while (window.more()) {
        }
        return std::string(window.bytes());
    }
    std::string written() {
        window.flush();
        return output.text.substr(kWriter.head(0).size());
    }
};

std::string read_all(base::ByteSource& source) {
    std::string text;
    std::array<char, 5> buffer{};
    while (const std::size_t count = source.read(buffer)) {
        text.append(buffer.data(), count);
    }
    return text;
}

const std::string kText = "some text of several chunks";

}  // namespace

TEST_CASE("Chunks are joined") {
    for (const std::size_t piece : {1U, 3U, 1000U}) {
        Chunks f(kWriter.chunks(kText) + "behind", piece);
        source::PgChunkInput chunks(f.input, UsedBytes::passed);
        CHECK(read_all(chunks) == kText);
        CHECK(read_all(chunks).empty());
        CHECK(chunks.used() == kWriter.chunks(kText).size());
        CHECK(f.rest() == "behind");
        CHECK(f.written() == kWriter.chunks(kText));
    }
}

TEST_CASE("Chunks are held until it is known what becomes of them") {
    Chunks f(kWriter.chunks(kText) + "behind");
    source::PgChunkInput chunks(f.input, UsedBytes::held);
    std::array<char, 9> buffer{};
    chunks.read(buffer);
    SECTION("passed") {
        chunks.let_go(UsedBytes::passed);
        chunks.pass_rest();
        CHECK(f.written() == kWriter.chunks(kText));
    }
    SECTION("dropped") {
        chunks.let_go(UsedBytes::dropped);
        chunks.pass_rest();
        CHECK(f.written().empty());
    }
    CHECK(f.rest() == "behind");
}

TEST_CASE("Chunks are passed over") {
    Chunks f(kWriter.chunks(kText) + kWriter.chunks("") + "behind");
    source::pass_chunks(f.input);
    source::pass_chunks(f.input);
    CHECK(f.rest() == "behind");
}

TEST_CASE("Chunks with impossible lengths, or that end, are damage") {
    const std::string whole = kWriter.chunks(kText);
    std::vector<std::string> damaged{kWriter.number(-1) + "x", kWriter.number(-2147483648) + "x",
                                     kWriter.number(2147483647) + "x", std::string("\0\0\0\0\x80x", 6)};
    for (std::size_t cut = 0; cut < whole.size(); ++cut) {
        damaged.push_back(whole.substr(0, cut));
    }
    for (const std::string& text : damaged) {
        Chunks read(text);
        source::PgChunkInput chunks(read.input, UsedBytes::passed);
        CHECK_THROWS_AS(read_all(chunks), base::DamagedInput);
        Chunks passed(text);
        CHECK_THROWS_AS(source::pass_chunks(passed.input), base::DamagedInput);
    }
}

TEST_CASE("What is written is cut into chunks") {
    test::MemorySink output;
    source::PgChunkOutput chunks(output, 5);
    const std::string text = std::string(100000, 'a') + std::string(50000, 'b');
    chunks.write(std::string_view(text).substr(0, 10));
    chunks.write({});
    chunks.write(std::string_view(text).substr(10));
    chunks.finish();
    Chunks f(output.text, 4096);
    source::PgChunkInput again(f.input, UsedBytes::passed);
    CHECK(read_all(again) == text);
    CHECK(f.rest().empty());
    test::MemorySink empty;
    source::PgChunkOutput(empty, 5).finish();
    CHECK(empty.text == std::string(5, '\0'));
}
