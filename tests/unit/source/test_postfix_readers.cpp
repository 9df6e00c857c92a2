#include "source/postfix_readers.hpp"

#include <pwd.h>
#include <unistd.h>

#include "support/postfix_folder.hpp"

using namespace postern;
using State = source::PostfixReaders::State;

namespace {

std::string own_name() {
    const passwd* entry = ::getpwuid(::getuid());
    return entry != nullptr ? entry->pw_name : "root";
}

// Whoever runs the tests owns the files: root, or for these tests the user that Postfix works as.
std::string readers(const test::PostfixFolder& folder, const std::string& path, bool own_host = true) {
    return source::other_readers(path, {folder.path, own_host}, own_name()).who;
}

bool is_root() {
    return ::getuid() == 0;
}

}  // namespace

TEST_CASE("a file of Postfix is read by whom its mode lets") {
    const test::PostfixFolder folder("");
    REQUIRE(::chmod(folder.path.c_str(), 0755) == 0);
    CHECK(readers(folder, folder.add("a", "", 0644)) == "everybody");
    CHECK(readers(folder, folder.add("b", "", 0600)).empty());
    CHECK(readers(folder, folder.add("c", "", 0640)).empty());
    CHECK(source::other_readers(folder.path + "/a", {folder.path, true}, own_name()).state ==
          State::somebody);
}

TEST_CASE("a folder that lets nobody through keeps a file from everybody") {
    const test::PostfixFolder folder("");
    REQUIRE(::chmod(folder.path.c_str(), 0755) == 0);
    REQUIRE(::mkdir((folder.path + "/private").c_str(), 0700) == 0);
    const std::string file = folder.add("private/passwords", "", 0644);
    CHECK(readers(folder, file).empty());
    CHECK(readers(folder, file, false).empty());
    REQUIRE(::chmod((folder.path + "/private").c_str(), 0711) == 0);
    CHECK(readers(folder, file) == "everybody");
    CHECK(readers(folder, file, false) == "everybody");
    REQUIRE(::chmod(folder.path.c_str(), 0700) == 0);
    CHECK(readers(folder, file).empty());
    CHECK(readers(folder, file, false) == "everybody");  // the copy's folder says nothing
}

TEST_CASE("another owner or group reads it too, but not what is a copy") {
    if (!is_root()) {
        return;  // only root gives files away
    }
    const test::PostfixFolder folder("");
    REQUIRE(::chmod(folder.path.c_str(), 0755) == 0);
    const std::string file = folder.add("passwords", "", 0600);
    const passwd* other = ::getpwnam("www-data");
    if (other == nullptr) {
        return;
    }
    REQUIRE(::chown(file.c_str(), other->pw_uid, 0) == 0);
    CHECK(readers(folder, file) == "user www-data");
    CHECK(readers(folder, file, false).empty());
    CHECK(source::other_readers(file, {folder.path, true}, "www-data").who.empty());
    REQUIRE(::chown(file.c_str(), 0, other->pw_gid) == 0);
    CHECK(readers(folder, file).empty());
    REQUIRE(::chmod(file.c_str(), 0640) == 0);
    CHECK(readers(folder, file) == "group www-data");
    CHECK(readers(folder, file, false).empty());
    CHECK(source::other_readers(file, {folder.path, true}, "www-data").who.empty());
    REQUIRE(::chown(folder.path.c_str(), 0, other->pw_gid) == 0);
    REQUIRE(::chmod(folder.path.c_str(), 0710) == 0);
    REQUIRE(::chmod(file.c_str(), 0604) == 0);
    CHECK(readers(folder, file) == "group www-data");
    REQUIRE(::chown(file.c_str(), 4242424, 0) == 0);
    REQUIRE(::chmod(folder.path.c_str(), 0755) == 0);
    REQUIRE(::chmod(file.c_str(), 0600) == 0);
    CHECK(readers(folder, file) == "user 4242424");
}

TEST_CASE("what is not there, and what cannot be told") {
    const test::PostfixFolder folder("");
    folder.add("a", "");
    const source::PostfixPlace place{folder.path, true};
    CHECK(source::other_readers(folder.path + "/not-there", place, "root").state == State::absent);
    CHECK(source::other_readers(folder.path + "/a/b", place, "root").state == State::unknown);
}
