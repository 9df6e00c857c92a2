#include "cli/backup_parts.hpp"

#include "catch.hpp"

using namespace postern;

namespace {

source::TablePart part(const std::string& table) {
    source::TablePart part;
    part.table = table;
    return part;
}

}  // namespace

TEST_CASE("A part is known by its folder, in whatever container that lies") {
    cli::BackupParts parts;
    parts.add("a.tar!dir/toc.dat", "pg-dump-tar").index.add("1.dat", part("mailserver"));
    REQUIRE(parts.find("a.tar!dir/1.dat.gz") != nullptr);
    CHECK(parts.find("a.tar!dir/1.dat.gz")->table == "mailserver");
    CHECK(parts.find("a.tar!other/1.dat") == nullptr);
    CHECK(parts.find("a.tar!1.dat") == nullptr);
    REQUIRE(parts.folder_of("a.tar!dir/x") != nullptr);
    CHECK(parts.folder_of("a.tar!dir/x")->source == "a.tar!dir/toc.dat");
    CHECK(parts.folder_of("x") == nullptr);
}

TEST_CASE("A part that must be there and was not met is told, with why") {
    cli::BackupParts parts;
    auto& folder = parts.add("a.tar!toc.dat", "pg-dump-tar");
    folder.index.add("1.dat", part("MAILSERVER"));
    folder.index.add("2.dat", part("bandana"));
    folder.index.add("3.dat", part("other"));
    CHECK(parts.missing().empty());
    folder.is_complete = true;
    parts.met("a.tar!1.dat.gz");
    parts.passed("a.tar!2.dat.lz4");
    CHECK(parts.has_passed_parts());
    parts.met("a.tar!2.dat.lz4");  // once more, behind the index
    const auto missing = parts.missing();
    REQUIRE(missing.size() == 2);
    CHECK(missing[0].first == "a.tar!toc.dat");
    CHECK(missing[0].second.reason.find("bandana, 2.dat, stand before its table of contents") !=
          std::string::npos);
    CHECK(missing[1].second.reason == "the rows of table other, 3.dat, are not there");
}

TEST_CASE("mydumper's index is known by its name") {
    cli::BackupParts parts;
    parts.add("dir/metadata", "mydumper").metadata = "metadata";
    CHECK(parts.is_metadata("dir/metadata"));
    CHECK_FALSE(parts.is_metadata("dir/other"));
    CHECK_FALSE(parts.is_metadata("metadata"));
}

TEST_CASE("Of a second reading nothing is met yet") {
    cli::BackupParts parts;
    auto& folder = parts.add("a.tar!toc.dat", "pg-dump-tar");
    folder.index.add("1.dat", part("mailserver"));
    folder.is_complete = true;
    parts.passed("a.tar!1.dat");
    parts.begin_again();
    CHECK_FALSE(parts.has_passed_parts());
    CHECK(parts.missing().size() == 1);
    parts.met("a.tar!1.dat");
    CHECK(parts.missing().empty());
}
