#include "postfix/config_folder.hpp"

#include <sys/stat.h>

#include "support/config_folders.hpp"

using namespace postern;
using namespace postern::postfix;
using test::Folder;
using test::mode_of;
namespace fs = std::filesystem;

TEST_CASE("a folder appears whole, closed to others") {
    const Folder folder;
    const mode_t mask = ::umask(0);
    CHECK(write_folder(folder.path + "/relay", test::some_files()) == FolderState::made);
    ::umask(mask);
    CHECK(folder.names() == std::vector<std::string>{"relay"});
    const std::string relay = folder.path + "/relay";
    CHECK(mode_of(relay) == 0700);
    CHECK(mode_of(relay + "/main.cf") == 0644);
    CHECK(mode_of(relay + "/install.sh") == 0755);
    CHECK(mode_of(relay + "/sasl_passwd.jira_main") == 0600);
    CHECK(mode_of(relay + "/xoauth2") == 0700);
    CHECK(mode_of(relay + "/xoauth2/jira_main.json") == 0600);
    CHECK(test::file_text(relay + "/main.cf") == "relayhost =\n");
    CHECK(test::file_text(relay + "/sasl_passwd.jira_main") == "user:s3cret\n");
    CHECK(test::file_text(relay + "/xoauth2/jira_main.json") == std::string("{\0}", 3));
}

TEST_CASE("modes do not depend on the umask") {
    const Folder folder;
    const mode_t mask = ::umask(077);
    write_folder(folder.path + "/relay", test::some_files());
    ::umask(mask);
    CHECK(mode_of(folder.path + "/relay/install.sh") == 0755);
    CHECK(mode_of(folder.path + "/relay/sasl_passwd.jira_main") == 0600);
}

TEST_CASE("no file is open to others, not even for a moment") {
    const Folder folder;
    std::vector<ConfigFile> files;
    files.emplace_back("sasl_passwd.jira_main", Secret("user:s3cret\n"));
    test::killed_at_first_byte(folder.path + "/relay", files);
    const auto left = folder.names();
    REQUIRE(left.size() == 1);
    CHECK(left[0] != "relay");
    CHECK(mode_of(folder.path + "/" + left[0]) == 0700);
    CHECK(mode_of(folder.path + "/" + left[0] + "/sasl_passwd.jira_main") == 0600);
}

TEST_CASE("paths are taken as they are meant") {
    const Folder folder;
    const auto files = test::some_files();
    CHECK(write_folder(folder.path + "/a/", files) == FolderState::made);
    CHECK(write_folder(folder.path + "/./b/../a//", files) == FolderState::unchanged);
    const fs::path before = fs::current_path();
    fs::current_path(folder.path);
    CHECK(write_folder("a", files) == FolderState::unchanged);
    CHECK(write_folder("b", files) == FolderState::made);
    fs::current_path(folder.path + "/b");
    CHECK(write_folder(".", files) == FolderState::unchanged);
    fs::current_path(before);
    CHECK(folder.names() == std::vector<std::string>{"a", "b"});
}

TEST_CASE("an empty folder is taken over") {
    const Folder folder;
    fs::create_directory(folder.path + "/relay");
    write_folder(folder.path + "/relay", test::some_files());
    CHECK(folder.names() == std::vector<std::string>{"relay"});
    CHECK(mode_of(folder.path + "/relay") == 0700);
    CHECK(fs::exists(folder.path + "/relay/main.cf"));
}

TEST_CASE("what does not exist above the folder is not made") {
    const Folder folder;
    CHECK(test::refusal(folder.path + "/missing/relay", test::some_files()).find("cannot be created") !=
          std::string::npos);
    CHECK(folder.names().empty());
}

TEST_CASE("a failure leaves nothing behind, and the old folder as it was") {
    const Folder folder;
    const std::string relay = folder.path + "/relay";
    std::vector<ConfigFile> files = test::some_files();
    files.emplace_back("missing/folder/file", "text");
    CHECK_FALSE(test::refusal(relay, files).empty());
    CHECK(folder.names().empty());
    write_folder(relay, test::some_files());
    CHECK_FALSE(test::refusal(relay, files).empty());
    CHECK(folder.names() == std::vector<std::string>{"relay"});
    CHECK(write_folder(relay, test::some_files()) == FolderState::unchanged);
}

TEST_CASE("that a folder cannot be made is known before there are files for it") {
    const Folder folder;
    CHECK_NOTHROW(check_place(folder.path + "/relay"));
    CHECK_NOTHROW(check_place(folder.path + "/relay/"));
    CHECK_NOTHROW(check_place(folder.path));  // is there: look_at_folder() tells
    CHECK_THROWS_AS(check_place(folder.path + "/missing/relay"), Error);
    CHECK(folder.names().empty());
}
