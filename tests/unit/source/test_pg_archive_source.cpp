#include "source/pg_archive_source.hpp"

#include "support/pg_archive_writing.hpp"
#include "support/read_outcome.hpp"

using namespace postern;
using format::PgArchiveCompression;

namespace {

std::unique_ptr<Source> make(base::ByteWindow& window) {
    return std::make_unique<source::PgArchiveSource>(window);
}

const test::CollectingSink kWanted({"mailserver"});

test::ArchiveWriter writer_of(PgArchiveCompression compression, bool positions = false, int minor = 16) {
    test::ArchiveShape shape;
    shape.minor = minor;
    shape.compression = compression;
    shape.positions = positions;
    return test::ArchiveWriter(shape);
}

constexpr auto kAll = {PgArchiveCompression::none, PgArchiveCompression::zlib, PgArchiveCompression::lz4,
                       PgArchiveCompression::zstd};

}  // namespace

TEST_CASE("Archives of every version and compression are read and passed on") {
    for (const auto compression : kAll) {
        for (int minor = 7; minor <= 16; ++minor) {
            CAPTURE(minor, static_cast<int>(compression));
            if (minor < 15 && compression > PgArchiveCompression::zlib) {
                continue;
            }
            const std::string placed = writer_of(compression, true, minor).archive(test::mail_archive());
            const std::string unplaced = writer_of(compression, false, minor).archive(test::mail_archive());
            for (const std::string& archive : {placed, unplaced}) {
                for (const std::size_t piece : {1U, 13U, 4096U}) {
                    const auto found = read_outcome(make, archive, kWanted, piece);
                    REQUIRE(found.records.size() == 3);
                    CHECK(found.complete());
                    CHECK(found.records[0].database == "jira");
                    CHECK(found.records[0].schema == "public");
                    CHECK(found.records[2].name == "MAILSERVER");
                    const auto written = test::read_all(make, archive, kWanted, piece);
                    CHECK(written.records.size() == 3);
                    CHECK(written.output == unplaced);
                }
            }
        }
    }
}

TEST_CASE("An edit changes one value of an archive") {
    for (const auto compression : kAll) {
        const test::ArchiveWriter writer = writer_of(compression);
        const std::string archive = writer.archive(test::mail_archive());
        const auto original = read_outcome(make, archive, kWanted);
        for (std::size_t r = 0; r < original.records.size(); ++r) {
            for (std::size_t f = 0; f < original.records[r].fields.size(); ++f) {
                for (const auto& value : test::awkward_values()) {
                    test::CollectingSink editing = kWanted;
                    editing.edit = Edit{f, "", value};
                    editing.edit_record = r;
                    const auto written = test::read_all(make, archive, editing, 50);
                    auto expected = test::mail_archive();
                    const auto again = read_outcome(make, written.output, kWanted);
                    REQUIRE(again.complete());
                    REQUIRE(again.records.size() == original.records.size());
                    for (std::size_t other = 0; other < original.records.size(); ++other) {
                        for (std::size_t field = 0; field < original.records[other].fields.size(); ++field) {
                            const auto& was = original.records[other].fields[field];
                            const auto& is = again.records[other].fields[field].value;
                            const bool edited = other == r && field == f;
                            const bool emptied = edited && !value && was.name == "id";  // it is NOT NULL
                            CHECK(is == (emptied ? "" : edited ? value : was.value));
                        }
                    }
                    // What was not wanted is where it was.
                    const std::string before = archive.substr(0, archive.find(writer.block(expected[4])));
                    CHECK(written.output.starts_with(before));
                    CHECK(written.output.find(writer.block(expected[5])) != std::string::npos);
                }
            }
        }
    }
}

TEST_CASE("An archive that is cut anywhere is damaged, and says so") {
    for (const bool positions : {true, false}) {
        for (const auto compression : {PgArchiveCompression::none, PgArchiveCompression::zlib}) {
            const std::string archive = writer_of(compression, positions).archive(test::mail_archive());
            for (std::size_t cut = 0; cut < archive.size(); ++cut) {
                CAPTURE(cut);
                CHECK(read_outcome(make, archive.substr(0, cut), kWanted, 9).damage);
                CHECK_THROWS_AS(test::read_all(make, archive.substr(0, cut), kWanted, 9), base::DamagedInput);
            }
        }
    }
}

TEST_CASE("The table of contents may stand behind the data once more") {
    const auto entries = test::mail_archive();
    const test::ArchiveWriter writer = writer_of(PgArchiveCompression::none);
    const std::string archive = writer.archive(entries);
    const std::string again =
        writer.number(static_cast<std::int64_t>(entries.size())) + writer.table_of_contents(entries, 0);
    CHECK(read_outcome(make, archive + again, kWanted).complete());
    CHECK(test::read_all(make, archive + again, kWanted).output == archive + again);
    for (const std::string& tail : {again + "x", again.substr(0, again.size() - 1), std::string("x"),
                                    std::string(600, '\0'), writer.number(1) + again.substr(5)}) {
        const auto found = read_outcome(make, archive + tail, kWanted);
        CHECK(found.records.size() == 3);
        REQUIRE(found.skips.size() == 1);
        CHECK(found.skips[0].at == archive.size());
        CHECK(test::read_all(make, archive + tail, kWanted).output == archive + tail);
    }
}

TEST_CASE("An archive without data is whole") {
    auto entries = test::mail_archive();
    entries.resize(3);
    CHECK(read_outcome(make, writer_of(PgArchiveCompression::none).archive(entries), kWanted).complete());
    CHECK(read_outcome(make, writer_of(PgArchiveCompression::none).archive({}), kWanted).complete());
}

TEST_CASE("The table of contents of a directory is no archive") {
    test::ArchiveShape shape;
    shape.custom = false;
    CHECK(read_outcome(make, test::ArchiveWriter(shape).archive(test::mail_archive()), kWanted).damage);
    CHECK(read_outcome(make, "PGDMP?", kWanted).damage);
}
