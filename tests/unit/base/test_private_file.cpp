#include "base/private_file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

#include "catch.hpp"
#include "postern/error.hpp"
#include "support/read_outcome.hpp"

using namespace postern;
namespace fs = std::filesystem;

namespace {

struct Folder {
    Folder() {
        std::string name = (fs::temp_directory_path() / "postern-test-XXXXXX").string();
        path = ::mkdtemp(name.data());
    }
    ~Folder() { fs::remove_all(path); }

    std::size_t entries() const {
        return static_cast<std::size_t>(
            std::distance(fs::directory_iterator(path), fs::directory_iterator()));
    }

    std::string path;
};

struct stat status_of(const std::string& path) {
    struct stat status {};
    REQUIRE(::stat(path.c_str(), &status) == 0);
    return status;
}

template <typename Action>
Error refusal(Action action) {
    try {
        action();
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::failed);
        CHECK_FALSE(error.hint().empty());
        CHECK(std::string(error.what() + error.hint()).find("CANARY") == std::string::npos);
        return error;
    }
    FAIL("no error");
    return {ErrorKind::failed, ""};
}

}  // namespace

TEST_CASE("what a killed run left goes with the next write, other files stay") {
    const Folder folder;
    base::create_private_file(folder.path + "/.postern.abcdef", "CANARY");
    base::create_private_file(folder.path + "/.postern.rc", "mine");
    const std::string at_work = folder.path + "/.postern.ghijkl";
    base::create_private_file(at_work, "CANARY");
    CHECK_FALSE(fs::exists(folder.path + "/.postern.abcdef"));
    const int lock = ::open(at_work.c_str(), O_RDONLY);
    REQUIRE(::flock(lock, LOCK_EX) == 0);
    base::create_private_file(folder.path + "/secrets", "CANARY");
    CHECK(fs::exists(at_work));
    ::close(lock);
    base::replace_private_file(folder.path + "/secrets", "CANARY");
    CHECK_FALSE(fs::exists(at_work));
    CHECK(fs::exists(folder.path + "/.postern.rc"));
    CHECK(folder.entries() == 2);
}

TEST_CASE("a private file is whole, its owner's alone, and the only one") {
    const Folder folder;
    const std::string path = folder.path + "/secrets";
    const mode_t mask = ::umask(0);
    base::create_private_file(path, std::string_view("a\0b\n", 4));
    ::umask(mask);
    CHECK(test::file_text(path) == std::string("a\0b\n", 4));
    CHECK((status_of(path).st_mode & 07777U) == 0600);
    CHECK(status_of(path).st_nlink == 1);
    CHECK(folder.entries() == 1);
    CHECK(base::read_private_file(path) == Secret(std::string_view("a\0b\n", 4)));
}

TEST_CASE("what is there is not overwritten, not even through a link to nowhere") {
    const Folder folder;
    const std::string path = folder.path + "/secrets";
    base::create_private_file(path, "old");
    fs::create_symlink("nowhere", folder.path + "/link");
    for (const char* name : {"/secrets", "/link"}) {
        const Error error = refusal([&] { base::create_private_file(folder.path + name, "CANARY"); });
        CHECK(std::string(error.what()).starts_with(folder.path + name + ": cannot be created: "));
        CHECK(error.hint() == "it is never overwritten: name another file");
    }
    CHECK(test::file_text(path) == "old");
    CHECK(folder.entries() == 2);
}

TEST_CASE("a folder that is not there is told") {
    for (const auto write : {base::create_private_file, base::replace_private_file}) {
        const Error error = refusal([&] { write("/nonexistent-folder/x", "CANARY"); });
        CHECK(std::string(error.what()).starts_with("/nonexistent-folder/x: cannot be created: "));
    }
}

TEST_CASE("a file is replaced whole, whatever its mode was") {
    const Folder folder;
    const std::string path = folder.path + "/secrets";
    base::replace_private_file(path, "first");
    REQUIRE(::chmod(path.c_str(), 0644) == 0);
    base::replace_private_file(path, "second");
    CHECK(test::file_text(path) == "second");
    CHECK((status_of(path).st_mode & 07777U) == 0600);
    CHECK(folder.entries() == 1);
}

TEST_CASE("a link keeps leading to the file") {
    const Folder folder;
    fs::create_directory(folder.path + "/there");
    base::create_private_file(folder.path + "/there/secrets", "old");
    fs::create_symlink("there/secrets", folder.path + "/link");
    base::replace_private_file(folder.path + "/link", "new");
    CHECK(fs::is_symlink(folder.path + "/link"));
    CHECK(test::file_text(folder.path + "/there/secrets") == "new");
    CHECK(folder.entries() == 2);
}

TEST_CASE("a replaced file stays its owner's") {
    if (::geteuid() != 0) {
        WARN("only root can tell");
        return;
    }
    const Folder folder;
    const std::string path = folder.path + "/secrets";
    base::create_private_file(path, "old");
    REQUIRE(::chown(path.c_str(), 1234, 5678) == 0);
    base::replace_private_file(path, "new");
    CHECK(status_of(path).st_uid == 1234);
    CHECK(status_of(path).st_gid == 5678);
    CHECK((status_of(path).st_mode & 07777U) == 0600);
}

TEST_CASE("a folder in the file's place stays, and nothing else") {
    const Folder folder;
    fs::create_directory(folder.path + "/taken");
    for (const auto write : {base::create_private_file, base::replace_private_file}) {
        refusal([&] { write(folder.path + "/taken", "CANARY"); });
    }
    CHECK(folder.entries() == 1);
}

TEST_CASE("a file that others may read or write is not read") {
    const Folder folder;
    const std::string path = folder.path + "/secrets";
    base::create_private_file(path, "CANARY");
    for (const mode_t mode : {0640U, 0620U, 0604U, 0602U, 0601U}) {
        REQUIRE(::chmod(path.c_str(), mode) == 0);
        const Error error = refusal([&] { base::read_private_file(path); });
        CHECK(error.what() == path + ": others than its owner may read or write it");
        CHECK(error.hint() == "chmod 600 " + path);
    }
    REQUIRE(::chmod(path.c_str(), 0400) == 0);
    CHECK(base::read_private_file(path) == Secret("CANARY"));
}

TEST_CASE("what is no file is not read, nor waited for") {
    const Folder folder;
    REQUIRE(::mkfifo((folder.path + "/pipe").c_str(), 0600) == 0);
    fs::create_directory(folder.path + "/folder");
    for (const char* name : {"/pipe", "/folder"}) {
        const Error error = refusal([&] { base::read_private_file(folder.path + name); });
        CHECK(error.what() == folder.path + name + ": is no file");
    }
    const Error none = refusal([&] { base::read_private_file(folder.path + "/none"); });
    CHECK(std::string(none.what()).starts_with(folder.path + "/none: cannot be read: "));
    CHECK(none.hint() == "check its name and its owner");
}

TEST_CASE("a private file may be empty, or longer than a buffer") {
    const Folder folder;
    std::string text(200'001, 'x');
    for (std::size_t i = 0; i < text.size(); ++i) {
        text[i] = static_cast<char>('a' + i % 23);
    }
    base::create_private_file(folder.path + "/long", text);
    CHECK(base::read_private_file(folder.path + "/long").reveal() == text);
    base::create_private_file(folder.path + "/empty", "");
    CHECK(base::read_private_file(folder.path + "/empty").empty());
}
