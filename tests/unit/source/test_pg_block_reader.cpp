#include "source/pg_block_reader.hpp"

#include "catch.hpp"
#include "support/collecting_sink.hpp"
#include "support/pg_archive_writing.hpp"

using namespace postern;
using format::PgArchiveCompression;

namespace {

const source::TablePart kTable{"jira", "public", "mailserver", {"id", "name", "mailpassword"}};

struct Result {
    test::CollectingSink sink{{"mailserver"}};
    std::string output;
    std::string rest;
};

Result read(const test::ArchiveWriter& writer, const std::string& chunks, bool has_output = true,
            std::optional<Edit> edit = std::nullopt) {
    test::MemorySource bytes(writer.head(0) + chunks + "behind", 9);
    test::MemorySink output;
    base::ByteWindow window(bytes, has_output ? &output : nullptr, 16);
    source::PgArchiveInput input(window);
    Result result;
    result.sink.edit = std::move(edit);
    source::PgBlockReader(input).read(kTable, result.sink);
    window.flush();
    result.output = output.text.substr(std::min(output.text.size(), writer.head(0).size()));
    while (window.more()) {
    }
    result.rest = window.bytes();
    return result;
}

test::ArchiveWriter writer_of(PgArchiveCompression compression) {
    test::ArchiveShape shape;
    shape.minor = 16;
    shape.compression = compression;
    return test::ArchiveWriter(shape);
}

constexpr auto kAll = {PgArchiveCompression::none, PgArchiveCompression::zlib, PgArchiveCompression::lz4,
                       PgArchiveCompression::zstd};

}  // namespace

TEST_CASE("The rows of a block are read, however it is compressed") {
    for (const auto compression : kAll) {
        for (const bool has_output : {false, true}) {
            const test::ArchiveWriter writer = writer_of(compression);
            const std::string chunks = writer.chunks(writer.packed(test::kMailServerRows));
            const Result found = read(writer, chunks, has_output);
            REQUIRE(found.sink.records.size() == 2);
            CHECK(found.sink.skips.empty());
            CHECK(found.sink.records[0].value("mailpassword") == "secret");
            CHECK(found.sink.records[0].bytes.begin == 0);
            CHECK(found.output == (has_output ? chunks : ""));
            CHECK(found.rest == "behind");
        }
    }
}

TEST_CASE("An edit changes its field and nothing else of a block") {
    for (const auto compression : kAll) {
        const test::ArchiveWriter writer = writer_of(compression);
        const std::string chunks = writer.chunks(writer.packed(test::kMailServerRows));
        const Result found = read(writer, chunks, true, Edit{2, "", "new\tvalue"});
        const std::string text = "1\tone\tnew\\tvalue\n2\ttwo\t\\N\n\\.\n\n\n";
        CHECK(found.output == writer.text(writer.packed(text)) + writer.number(0));
        CHECK(found.rest == "behind");
        CHECK(read(writer, chunks, false, Edit{2, "", "x"}).output.empty());
    }
}

TEST_CASE("A block without chunks holds no text") {
    for (const auto compression : kAll) {
        const test::ArchiveWriter writer = writer_of(compression);
        const Result found = read(writer, writer.number(0), false);
        CHECK(found.sink.skips.size() == 1);
        CHECK(found.rest == "behind");
    }
}

TEST_CASE("Damaged rows are told, and the archive goes on behind them") {
    const test::ArchiveWriter plain = writer_of(PgArchiveCompression::none);
    const test::ArchiveWriter packed = writer_of(PgArchiveCompression::zlib);
    const std::string cut = plain.chunks("1\tone\tsecret\n2\ttw");
    const Result found = read(plain, cut, false);
    CHECK(found.sink.records.size() == 1);
    REQUIRE(found.sink.skips.size() == 1);
    CHECK(found.sink.skips[0].at == plain.head(0).size());
    CHECK(found.rest == "behind");
    CHECK_THROWS_AS(read(plain, cut, true), base::DamagedInput);
    const std::string whole = packed.packed(test::kMailServerRows);
    const std::string broken = packed.chunks(whole.substr(0, whole.size() - 3) + "xyz");
    CHECK(read(packed, broken, false).sink.skips.size() == 1);
    CHECK(read(packed, broken, false).rest == "behind");
    CHECK_THROWS_AS(read(packed, broken, true), base::DamagedInput);
}

TEST_CASE("Bytes behind the compressed rows are told") {
    for (const auto compression :
         {PgArchiveCompression::zlib, PgArchiveCompression::lz4, PgArchiveCompression::zstd}) {
        const test::ArchiveWriter writer = writer_of(compression);
        const std::string chunks = writer.chunks(writer.packed(test::kMailServerRows) + "hidden");
        const Result found = read(writer, chunks);
        CHECK(found.sink.records.size() == 2);
        CHECK(found.sink.skips.size() == 1);
        CHECK(found.output == chunks);
        CHECK(found.rest == "behind");
    }
}

TEST_CASE("An archive that ends in a block is damaged") {
    for (const auto compression : {PgArchiveCompression::none, PgArchiveCompression::zlib}) {
        const test::ArchiveWriter writer = writer_of(compression);
        const std::string chunks = writer.chunks(writer.packed(test::kMailServerRows));
        const std::string head = writer.head(0);
        for (std::size_t cut = 0; cut < chunks.size(); ++cut) {
            test::MemorySource bytes(head + chunks.substr(0, cut), 9);
            base::ByteWindow window(bytes, nullptr, 16);
            source::PgArchiveInput input(window);
            test::CollectingSink sink;
            CHECK_THROWS_AS(source::PgBlockReader(input).read(kTable, sink), base::DamagedInput);
            CHECK(sink.skips.empty());
        }
    }
}
