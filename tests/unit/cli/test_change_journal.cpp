#include "cli/change_journal.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <optional>

#include "catch.hpp"
#include "postern/error.hpp"
#include "support/fake_database.hpp"
#include "support/temporary_folder.hpp"

using namespace postern;
namespace fs = std::filesystem;

namespace {

// A variable of the environment, for as long as this lives.
class Variable {
public:
    Variable(const char* name, const std::optional<std::string>& value) : name_(name) {
        if (const char* old = std::getenv(name)) {
            old_ = old;
        }
        set(value);
    }
    ~Variable() { set(old_); }
    Variable(const Variable&) = delete;
    Variable& operator=(const Variable&) = delete;

private:
    void set(const std::optional<std::string>& value) const {
        value ? ::setenv(name_, value->c_str(), 1) : ::unsetenv(name_);
    }

    const char* name_;
    std::optional<std::string> old_;
};

rewrite::Journal sample() {
    rewrite::Journal journal;
    journal.command = "migrate";
    journal.made = "2026-01-05T03:00:00Z";
    return journal;
}

mode_t mode_of(const std::string& path) {
    struct stat status {};
    REQUIRE(::stat(path.c_str(), &status) == 0);
    return status.st_mode & 07777U;
}

}  // namespace

TEST_CASE("journals go where the environment says that state goes") {
    const Variable state("XDG_STATE_HOME", "/srv/state");
    CHECK(cli::journal_folder() == "/srv/state/postern");
}

TEST_CASE("without such a word, root and others have places of their own") {
    const Variable home("HOME", "/srv/jira");
    const std::string usual = ::geteuid() == 0 ? "/var/lib/postern" : "/srv/jira/.local/state/postern";
    for (const std::optional<std::string>& word :
         {std::optional<std::string>(), std::optional<std::string>(""),
          std::optional<std::string>("state")}) {
        const Variable state("XDG_STATE_HOME", word);
        CHECK(cli::journal_folder() == usual);
    }
}

TEST_CASE("a journal is named by time, command and database, in a folder that is closed to others") {
    const test::TemporaryFolder folder;
    const Variable state("XDG_STATE_HOME", folder.path + "/new/state");
    const std::string path = cli::new_journal_path(sample(), "jira");
    CHECK(path == folder.path + "/new/state/postern/20260105T030000Z-migrate-jira.journal");
    CHECK(mode_of(folder.path + "/new/state/postern") == 0700);
    CHECK_FALSE(fs::exists(path));
}

TEST_CASE("a name that is taken gets a number") {
    const test::TemporaryFolder folder;
    const Variable state("XDG_STATE_HOME", folder.path);
    const std::string first = cli::new_journal_path(sample(), "jira");
    std::ofstream(first) << "x";
    const std::string second = cli::new_journal_path(sample(), "jira");
    CHECK(second == folder.path + "/postern/20260105T030000Z-migrate-jira-2.journal");
    std::ofstream(second) << "x";
    CHECK(cli::new_journal_path(sample(), "jira").ends_with("-3.journal"));
}

TEST_CASE("no name of a database leads out of the folder") {
    const test::TemporaryFolder folder;
    const Variable state("XDG_STATE_HOME", folder.path);
    for (const std::string& name : {std::string("../../etc/cron.d/x"), std::string("a b\n$(id)"),
                                    std::string(300, 'x'), std::string("/"), std::string("..")}) {
        const fs::path path = cli::new_journal_path(sample(), name);
        CHECK(path.parent_path() == folder.path + "/postern");
        CHECK(path.filename().string().size() <= 128);
        CHECK(path.filename().string().find_first_of(" \n$") == std::string::npos);
    }
}

TEST_CASE("a folder that cannot be made is told, with the way out") {
    const test::TemporaryFolder folder;
    std::ofstream(folder.path + "/file") << "x";
    const Variable state("XDG_STATE_HOME", folder.path + "/file");
    try {
        cli::new_journal_path(sample(), "jira");
        FAIL("made");
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::failed);
        CHECK(std::string(error.what()).find("cannot be made: Not a directory") != std::string::npos);
        CHECK(error.hint().find("--journal FILE") != std::string::npos);
    }
}

TEST_CASE("a journal begins with all that finds the database again, and no password") {
    const test::FakeDatabase database;
    cli::DatabaseTarget target{target::parse_database_url("postgresql://jira@db/jira"), Secret("CANARY"), {}};
    const rewrite::Journal journal = cli::begin_journal("sandbox", target, database.known);
    CHECK(journal.state == rewrite::JournalState::prepared);
    CHECK(journal.command == "sandbox");
    CHECK(journal.url == "postgresql://jira@db/jira");
    CHECK(journal.identity == "id");
    CHECK(journal.place == "db:5432/jira");
    CHECK(journal.postfix.empty());
    CHECK(journal.changes.empty());
    CHECK(journal.maker.find(" on ") != std::string::npos);
    REQUIRE(journal.made.size() == 27);
    CHECK(journal.made[10] == 'T');
    CHECK(journal.made.back() == 'Z');
}
