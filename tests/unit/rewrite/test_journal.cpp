#include "rewrite/journal.hpp"

#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "catch.hpp"
#include "postern/error.hpp"
#include "sample_changes.hpp"

using namespace postern;
using rewrite::Journal;
using rewrite::JournalState;
namespace fs = std::filesystem;

namespace {

struct Folder {
    Folder() {
        std::string name = (fs::temp_directory_path() / "postern-test-XXXXXX").string();
        path = ::mkdtemp(name.data());
    }
    ~Folder() { fs::remove_all(path); }
    std::string path;
};

Journal sample(const std::string& identity, const std::string& made = "2026-01-02T03:04:05Z") {
    return {JournalState::prepared, "migrate", made, "", "", identity, "", "", "", test::sample_changes()};
}

}  // namespace

TEST_CASE("a journal is its owner's alone, and never overwritten") {
    const Folder folder;
    const std::string path = folder.path + "/a.journal";
    rewrite::create_journal(path, sample("one"));
    struct stat status {};
    REQUIRE(::stat(path.c_str(), &status) == 0);
    CHECK((status.st_mode & 07777U) == 0600);
    CHECK_THROWS_AS(rewrite::create_journal(path, sample("two")), Error);
    CHECK(rewrite::load_journal(path).identity == "one");
    CHECK(std::distance(fs::directory_iterator(folder.path), fs::directory_iterator()) == 1);
}

TEST_CASE("its state changes, and nothing else") {
    const Folder folder;
    const std::string path = folder.path + "/a.journal";
    rewrite::create_journal(path, sample("one"));
    rewrite::set_journal_state(path, JournalState::done);
    const Journal journal = rewrite::load_journal(path);
    CHECK(journal.state == JournalState::done);
    CHECK(journal.changes.size() == 2);
    CHECK(journal.changes[0].columns[1].before == test::sample_changes()[0].columns[1].before);
    CHECK(fs::status(path).permissions() == (fs::perms::owner_read | fs::perms::owner_write));
}

TEST_CASE("unfinished journals of one database are found, oldest first") {
    const Folder folder;
    rewrite::create_journal(folder.path + "/b.journal", sample("one", "2026-01-02T00:00:00Z"));
    rewrite::create_journal(folder.path + "/a.journal", sample("one", "2026-01-03T00:00:00Z"));
    rewrite::create_journal(folder.path + "/c.journal", sample("two"));
    rewrite::create_journal(folder.path + "/d.journal", sample("one"));
    rewrite::set_journal_state(folder.path + "/d.journal", JournalState::undone);
    std::ofstream(folder.path + "/notes.txt") << "no journal";
    CHECK(rewrite::unfinished_journals(folder.path, "one") ==
          std::vector<std::string>{folder.path + "/b.journal", folder.path + "/a.journal"});
    CHECK(rewrite::unfinished_journals(folder.path + "/none", "one").empty());
}

TEST_CASE("a journal that cannot be read is told, not passed over") {
    const Folder folder;
    const std::string path = folder.path + "/a.journal";
    rewrite::create_journal(path, sample("one"));
    fs::resize_file(path, fs::file_size(path) - 3);
    CHECK_THROWS_AS(rewrite::load_journal(path), Error);
    CHECK_THROWS_AS(rewrite::unfinished_journals(folder.path, "one"), Error);
    fs::permissions(path, fs::perms::others_read, fs::perm_options::add);
    CHECK_THROWS_AS(rewrite::load_journal(path), Error);
    CHECK_THROWS_AS(rewrite::load_journal(folder.path + "/none"), Error);
}
