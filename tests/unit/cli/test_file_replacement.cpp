#include "cli/file_replacement.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "catch.hpp"
#include "cli/rule_selection.hpp"
#include "postern/error.hpp"
#include "support/read_outcome.hpp"

using namespace postern;
namespace fs = std::filesystem;

namespace {

const std::string kText =
    "INSERT INTO `mailserver` (`ID`, `server_type`, `servername`, `mailusername`, `mailpassword`) VALUES "
    "(1,'smtp','mail.example.com','u','CANARY');\n";

struct Fixture {
    Fixture() {
        std::string name = (fs::temp_directory_path() / "postern-test-XXXXXX").string();
        folder = ::mkdtemp(name.data());
        path = folder + "/dump.sql";
        std::ofstream(path, std::ios::binary) << kText;
        const timespec times[2] = {{1000, 0}, {2000, 0}};
        ::utimensat(AT_FDCWD, folder.c_str(), times, 0);
    }
    ~Fixture() { fs::remove_all(folder); }

    cli::Replacement replace(bool wipe = false) {
        cli::PlannedFile file({path, kText.size(), true}, {});
        file.found = cli::FileScanner(context).scan(file.file);
        return cli::replace_file(file, context, wipe, {});
    }

    std::string folder;
    std::string path;
    RuleSet rules = cli::select_rules("");
    audit::RuleIndex index{rules};
    audit::Relay relay;
    base::KeyedDigest digest;
    base::Progress progress{false, 0};
    cli::ScanContext context{rules,    index, relay,        digest,
                             progress, false, std::nullopt, audit::Purpose::scrub};
};

}  // namespace

TEST_CASE("A file is replaced, and its folder keeps its time") {
    Fixture f;
    const auto done = f.replace();
    CHECK(done.written.changes.size() == 3);
    CHECK(done.other_names.empty());
    CHECK(test::file_text(f.path).find("CANARY") == std::string::npos);
    struct stat status {};
    REQUIRE(::stat(f.folder.c_str(), &status) == 0);
    CHECK(status.st_mtim.tv_sec == 2000);
}

TEST_CASE("A file with another name is replaced, and the other name told") {
    Fixture f;
    fs::create_hard_link(f.path, f.folder + "/other");
    CHECK(f.replace().other_names.find("hard links") != std::string::npos);
    CHECK(test::file_text(f.folder + "/other") == kText);
}

TEST_CASE("With a wipe, a file with another name stays as it is") {
    Fixture f;
    fs::create_hard_link(f.path, f.folder + "/other");
    CHECK_THROWS_AS(f.replace(true), Error);
    CHECK(test::file_text(f.path) == kText);
}
