#include "cli/file_writer.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "catch.hpp"
#include "cli/rule_selection.hpp"
#include "compression/splice_failed.hpp"
#include "postern/error.hpp"
#include "support/archive_writing.hpp"
#include "support/memory_stream.hpp"
#include "support/read_outcome.hpp"

using namespace postern;
namespace fs = std::filesystem;

namespace {

const std::string kHead =
    "INSERT INTO `mailserver` (`ID`, `server_type`, `servername`, `mailusername`, `mailpassword`) VALUES ";

struct Fixture {
    Fixture() {
        std::string name = (fs::temp_directory_path() / "postern-test-XXXXXX").string();
        folder = ::mkdtemp(name.data());
    }
    ~Fixture() { fs::remove_all(folder); }

    cli::PlannedFile planned(const std::string& text) {
        const std::string path = folder + "/dump.sql";
        std::ofstream(path, std::ios::binary) << text;
        cli::PlannedFile file({path, text.size(), true}, {});
        file.found = cli::FileScanner(context).scan(file.file);
        return file;
    }

    std::string folder;
    RuleSet rules = cli::select_rules("");
    audit::RuleIndex index{rules};
    audit::Relay relay;
    base::KeyedDigest digest;
    base::Progress progress{false, 0};
    cli::ScanContext context{rules,    index, relay,        digest,
                             progress, false, std::nullopt, audit::Purpose::scrub};
    test::MemorySink sink;
};

}  // namespace

TEST_CASE("A file is written with its changes, and they are told") {
    Fixture f;
    const auto planned = f.planned(kHead + "(1,'smtp','mail.example.com','u','CANARY');\n");
    const auto written = cli::write_file_anew(planned, f.context, f.sink, {});
    CHECK(f.sink.text == kHead + "(1,'smtp','localhost',NULL,NULL);\n");
    CHECK(written.changes.size() == 3);
}

TEST_CASE("A file without changes passes as it is") {
    Fixture f;
    const std::string text = kHead + "(1,'smtp','localhost',NULL,NULL);\n";
    const auto written = cli::write_file_anew(f.planned(text), f.context, f.sink, {});
    CHECK(f.sink.text == text);
    CHECK(written.changes.empty());
}

TEST_CASE("A file that changes meanwhile is refused") {
    Fixture f;
    auto planned = f.planned(kHead + "(1,'smtp','mail.example.com','u','CANARY');\n");
    std::ofstream(planned.file.path, std::ios::app)
        << kHead + "(2,'smtp','mail.example.com','u','CANARY');\n";
    CHECK_THROWS_WITH(cli::write_file_anew(planned, f.context, f.sink, {}),
                      Catch::Contains("changed while it was read"));
}

TEST_CASE("A file that is cut short is refused") {
    Fixture f;
    auto planned = f.planned(kHead + "(1,'smtp','mail.example.com','u','CANARY');\n");
    std::ofstream(planned.file.path, std::ios::app) << kHead + "(2,'smtp','mail";
    CHECK_THROWS_AS(cli::write_file_anew(planned, f.context, f.sink, {}), Error);
}

TEST_CASE("A file in which nothing was found is refused when it is not what it was") {
    Fixture f;
    auto planned = f.planned("-- MySQL dump 10.13\n-- Dump completed\n");
    planned.state = base::file_state(planned.file.path);
    std::ofstream(planned.file.path, std::ios::app)
        << kHead + "(1,'smtp','mail.example.com','u','CANARY');\n";
    CHECK_THROWS_WITH(cli::write_file_anew(planned, f.context, f.sink, {}),
                      Catch::Contains("changed while it was read"));
}

namespace {

const std::string kRow = kHead + "(1,'smtp','mail.example.com','u','CANARY');\n";

// The second member states its packed size, so it cannot be changed as it is packed.
std::string with_blocked_member() {
    std::string blocked = test::gzip(kRow);
    blocked[3] = 4;
    blocked.insert(10, test::little(6, 2) + "BC" + test::little(2, 2) + "12");
    return test::gzip("-- a comment\n") + blocked;
}

cli::WrittenFile write(Fixture& f, const std::string& bytes, bool reads_again) {
    const auto open = [&f] { return std::make_unique<base::AtomicFile>(f.folder + "/out"); };
    cli::WrittenFile written =
        cli::write_file_anew(f.planned(bytes), f.context, open, {target::Packing::spliced, reads_again});
    written.file->commit();
    return written;
}

}  // namespace

TEST_CASE(
    "A file that cannot be spliced is packed anew, says why, and is read again whatever was asked for") {
    for (const bool reads_again : {true, false}) {
        Fixture f;
        const auto written = write(f, with_blocked_member(), reads_again);
        CHECK(written.result.changes.size() == 3);
        REQUIRE_FALSE(written.result.packed_anew.empty());
        CHECK(written.result.packed_anew.back().second == "a member of the gzip data states its packed size");
        CHECK_FALSE(written.result.is_trusted);
        CHECK(cli::FileScanner(f.context).scan({f.folder + "/out", 0, true}).changes.empty());
    }
    Fixture f;
    CHECK_THROWS_AS(cli::write_file_anew(f.planned(with_blocked_member()), f.context, f.sink, {}),
                    compression::SpliceFailed);
}

TEST_CASE("What is spliced as a whole may be trusted, and what is packed anew is not") {
    Fixture f;
    const auto trusted = write(f, test::gzip(kRow), false);
    CHECK(trusted.result.is_trusted);
    CHECK(trusted.result.packed_anew.empty());
    CHECK_FALSE(write(f, test::gzip(kRow), true).result.is_trusted);
    const auto stored = write(f, test::zip({{"dump.sql", kRow, 0}}), false);
    CHECK_FALSE(stored.result.is_trusted);
    CHECK(write(f, test::zip({{"dump.sql", kRow}}), false).result.is_trusted);
    CHECK(cli::FileScanner(f.context).scan({f.folder + "/out", 0, true}).changes.empty());
}
