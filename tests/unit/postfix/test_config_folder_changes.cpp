// What is there already.
#include <sys/stat.h>

#include "support/config_folders.hpp"

using namespace postern;
using namespace postern::postfix;
using test::Folder;
using test::mode_of;
using test::other_files;
using test::refusal;
using test::some_files;
namespace fs = std::filesystem;

TEST_CASE("the same files again change nothing") {
    const Folder folder;
    const std::string relay = folder.path + "/relay";
    write_folder(relay, some_files());
    struct stat before {};
    struct stat after {};
    REQUIRE(::stat(relay.c_str(), &before) == 0);
    CHECK(write_folder(relay, some_files()) == FolderState::unchanged);
    REQUIRE(::stat(relay.c_str(), &after) == 0);
    CHECK(before.st_ino == after.st_ino);
    CHECK(before.st_mtim.tv_nsec == after.st_mtim.tv_nsec);
}

TEST_CASE("other files take the place of the old ones, none of which stays") {
    const Folder folder;
    const std::string relay = folder.path + "/relay";
    write_folder(relay, some_files());
    CHECK(write_folder(relay, other_files()) == FolderState::replaced);
    CHECK(folder.names() == std::vector<std::string>{"relay"});
    CHECK(test::names_in(relay) == std::vector<std::string>{".postern", "main.cf"});
    CHECK(test::file_text(relay + "/main.cf") == "relayhost = other\n");
    CHECK(mode_of(relay) == 0700);
}

TEST_CASE("a difference of one byte, one mode or one file is one") {
    const Folder folder;
    const std::string relay = folder.path + "/relay";
    const auto one = [](const std::string& text, unsigned mode = 0644) {
        std::vector<ConfigFile> files;
        files.emplace_back("a", text, mode);
        return files;
    };
    CHECK(write_folder(relay, one("text")) == FolderState::made);
    CHECK(write_folder(relay, one("texT")) == FolderState::replaced);
    CHECK(write_folder(relay, one("texTs")) == FolderState::replaced);
    CHECK(write_folder(relay, one("tex")) == FolderState::replaced);
    CHECK(write_folder(relay, one("tex", 0600)) == FolderState::replaced);
    CHECK(write_folder(relay, one("tex", 0600)) == FolderState::unchanged);
    const std::string large(10'000, 'x');
    CHECK(write_folder(relay, one(large)) == FolderState::replaced);
    CHECK(write_folder(relay, one(large)) == FolderState::unchanged);
    CHECK(write_folder(relay, one(large + 'y')) == FolderState::replaced);
}

TEST_CASE("a folder of somebody else stays as it is") {
    const Folder folder;
    const std::string other = folder.path + "/other";
    fs::create_directory(other);
    test::write_text(other + "/main.cf", "mine");
    CHECK(refusal(other, some_files()).find("was not written by postern") != std::string::npos);
    CHECK(test::names_in(other) == std::vector<std::string>{"main.cf"});
    CHECK(test::file_text(other + "/main.cf") == "mine");
    CHECK(folder.names() == std::vector<std::string>{"other"});
}

TEST_CASE("a file or a link to nothing in the folder's place stays") {
    const Folder folder;
    test::write_text(folder.path + "/file", "mine");
    fs::create_symlink("nowhere", folder.path + "/link");
    CHECK_FALSE(refusal(folder.path + "/file", some_files()).empty());
    CHECK_FALSE(refusal(folder.path + "/link", some_files()).empty());
    CHECK(test::file_text(folder.path + "/file") == "mine");
    CHECK(fs::is_symlink(folder.path + "/link"));
    CHECK(folder.names() == std::vector<std::string>{"file", "link"});
}

TEST_CASE("a link to a folder stays one") {
    const Folder folder;
    fs::create_directory(folder.path + "/real");
    fs::create_directory_symlink("real", folder.path + "/link");
    write_folder(folder.path + "/link", some_files());
    CHECK(fs::is_symlink(folder.path + "/link"));
    CHECK(fs::exists(folder.path + "/real/main.cf"));
    CHECK(write_folder(folder.path + "/link", other_files()) == FolderState::replaced);
    CHECK(fs::is_symlink(folder.path + "/link"));
    CHECK(folder.names() == std::vector<std::string>{"link", "real"});
}

TEST_CASE("what was changed by hand is not written over") {
    for (const char* name : {"main.cf", "xoauth2/jira_main.json", "notes"}) {
        const Folder folder;
        const std::string relay = folder.path + "/relay";
        write_folder(relay, some_files());
        test::write_text(relay + "/" + name, "by hand");
        test::make_younger(relay + "/" + name);
        CHECK(refusal(relay, other_files()).find("was changed by hand") != std::string::npos);
        CHECK(refusal(relay, some_files()).find(name) != std::string::npos);
        CHECK(test::file_text(relay + "/" + name) == "by hand");
        CHECK(folder.names() == std::vector<std::string>{"relay"});
    }
}

TEST_CASE("a file that is touched but the same is no change") {
    const Folder folder;
    const std::string relay = folder.path + "/relay";
    write_folder(relay, some_files());
    test::make_younger(relay + "/main.cf");
    CHECK(write_folder(relay, some_files()) == FolderState::unchanged);
}

TEST_CASE("a file that was lost comes back") {
    const Folder folder;
    const std::string relay = folder.path + "/relay";
    write_folder(relay, some_files());
    fs::remove(relay + "/main.cf");
    CHECK(write_folder(relay, some_files()) == FolderState::replaced);
    CHECK(write_folder(relay, some_files()) == FolderState::unchanged);
}

TEST_CASE("an older file that somebody moved in is not lost") {
    const Folder folder;
    const std::string relay = folder.path + "/relay";
    test::write_text(folder.path + "/notes", "mine");
    write_folder(relay, some_files());
    fs::rename(folder.path + "/notes", relay + "/notes");
    CHECK_FALSE(refusal(relay, other_files()).empty());
    CHECK(fs::exists(relay + "/notes"));
}

TEST_CASE("a change that kept the file's time is one") {
    const Folder folder;
    const std::string relay = folder.path + "/relay";
    write_folder(relay, some_files());
    const auto time = fs::last_write_time(relay + "/main.cf");
    test::write_text(relay + "/main.cf", "by hand");
    fs::last_write_time(relay + "/main.cf", time);
    CHECK_FALSE(refusal(relay, other_files()).empty());
    CHECK(test::file_text(relay + "/main.cf") == "by hand");
}
