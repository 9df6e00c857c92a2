#include "source/pg_toc_reader.hpp"

#include "catch.hpp"
#include "support/collecting_sink.hpp"
#include "support/pg_archive_writing.hpp"

using namespace postern;
using format::PgPositionState;

namespace {

struct Contents {
    std::vector<source::PgTocEntry> entries;
    std::string output;
};

Contents read(const std::string& archive, RecordSink& sink, std::size_t piece = 11) {
    test::MemorySource bytes(archive, piece);
    test::MemorySink output;
    base::ByteWindow window(bytes, &output, 16);
    source::PgArchiveInput input(window);
    source::PgTocReader reader(input, sink);
    Contents contents;
    source::PgTocEntry entry;
    while (reader.next(entry)) {
        contents.entries.push_back(entry);
    }
    window.flush();
    contents.output = output.text;
    return contents;
}

Contents read(const std::string& archive) {
    test::CollectingSink sink({"mailserver"});
    return read(archive, sink);
}

std::string contents_of(const test::ArchiveShape& shape) {
    const test::ArchiveWriter writer(shape);
    const auto entries = test::mail_archive();
    return writer.head(entries.size()) + writer.table_of_contents(entries, 5000);
}

}  // namespace

TEST_CASE("Entries of every version are read") {
    for (int minor = 7; minor <= 16; ++minor) {
        for (const std::size_t width : {4U, 8U}) {
            CAPTURE(minor, width);
            test::ArchiveShape shape;
            shape.minor = minor;
            shape.number_width = width;
            const auto found = read(contents_of(shape)).entries;
            REQUIRE(found.size() == 7);
            CHECK(found[2].kind == "TABLE");
            CHECK(found[2].definition.starts_with("CREATE TABLE public.mailserver"));
            CHECK_FALSE(found[2].has_data);
            CHECK(found[2].position.state == PgPositionState::no_data);
            CHECK(found[4].id == 12);
            CHECK(found[4].has_data);
            CHECK(found[4].tag == "mailserver");
            CHECK(found[4].schema == "public");
            CHECK(found[4].copy_statement == "COPY public.mailserver (id, name, mailpassword) FROM stdin;\n");
            CHECK(found[3].position.state == PgPositionState::set);
            CHECK(found[3].position.at == 5000);
        }
    }
}

TEST_CASE("With an output, entries lose the places of their data and nothing else") {
    test::ArchiveShape shape;
    const std::string with = contents_of(shape);
    shape.positions = false;
    const std::string without = contents_of(shape);
    REQUIRE(with != without);
    CHECK(read(with).output == without);
    CHECK(read(without).output == without);
}

TEST_CASE("Entries of a directory name a file") {
    test::ArchiveShape shape;
    shape.custom = false;
    const test::ArchiveWriter writer(shape);
    auto entries = test::mail_archive();
    entries[4].file = "3378.dat";
    const std::string bytes = writer.head(entries.size()) + writer.table_of_contents(entries, 0);
    const Contents found = read(bytes);
    CHECK(found.entries[4].file == "3378.dat");
    CHECK(found.entries[4].position.state == PgPositionState::not_set);
    CHECK(found.entries[3].position.state == PgPositionState::no_data);
    CHECK(found.output == bytes);
}

TEST_CASE("A damaged table of contents is told") {
    const std::string whole = contents_of({});
    const std::size_t head = test::ArchiveWriter({}).head(7).size();
    for (std::size_t cut = head; cut < whole.size(); ++cut) {
        CHECK_THROWS_AS(read(whole.substr(0, cut)), base::DamagedInput);
    }
    test::ArchiveShape shape;
    shape.more_entries = 1;
    CHECK_THROWS_AS(read(contents_of(shape)), base::DamagedInput);
    std::string no_number = whole;
    no_number[head + 1] = '\0';
    CHECK_THROWS_AS(read(no_number), base::DamagedInput);
}

TEST_CASE("Statistics are written with their edits, in a length of their own") {
    const auto with_statistics = [](const std::string& tag, const std::string& values) {
        test::ArchiveShape shape;
        shape.minor = 16;
        shape.positions = false;
        auto entries = test::mail_archive();
        entries.push_back(
            {16, "STATISTICS DATA", tag, "public",
             "SELECT * FROM pg_catalog.pg_restore_attribute_stats(\n\t'relname', 'mailserver',\n"
             "\t'attname', 'mailpassword',\n\t'most_common_vals', " +
                 values + "::text\n);\n"});
        const test::ArchiveWriter writer(shape);
        return writer.head(entries.size()) + writer.table_of_contents(entries, 0);
    };
    const std::string values = "'{" + std::string(300, 's') + ",b}'";
    const auto read_with = [](const std::string& archive, std::optional<Edit> edit) {
        test::CollectingSink sink({"mailserver", "pg-statistics"});
        sink.edit = std::move(edit);
        const std::string output = read(archive, sink).output;
        return std::pair(output, sink.records.size());
    };
    const std::string whole = with_statistics("mailserver", values);
    CHECK(read_with(whole, std::nullopt) == std::pair(whole, std::size_t{1}));
    CHECK(read_with(whole, Edit{2, "", std::nullopt}) ==
          std::pair(with_statistics("mailserver", "NULL"), std::size_t{1}));
    CHECK(read_with(whole, Edit{2, "", "{it's}"}) ==
          std::pair(with_statistics("mailserver", "'{it''s}'"), std::size_t{1}));
    const std::string others = with_statistics("issue", values);
    CHECK(read_with(others, Edit{2, "", std::nullopt}) == std::pair(others, std::size_t{0}));
}

TEST_CASE("Statistics that are too long to be kept are told, and passed") {
    test::ArchiveShape shape;
    shape.minor = 16;
    shape.positions = false;
    auto entries = test::mail_archive();
    entries.push_back(
        {16, "STATISTICS DATA", "mailserver", "public", std::string(16 * 1024 * 1024 + 1, ' ')});
    const test::ArchiveWriter writer(shape);
    const std::string whole = writer.head(entries.size()) + writer.table_of_contents(entries, 0);
    test::CollectingSink sink({"mailserver", "pg-statistics"});
    CHECK(read(whole, sink, 4096).output == whole);
    CHECK(sink.skips.size() == 1);
}
