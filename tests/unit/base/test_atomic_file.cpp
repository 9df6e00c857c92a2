#include "base/atomic_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>

#include "catch.hpp"
#include "postern/error.hpp"
#include "support/read_outcome.hpp"

using namespace postern;
namespace fs = std::filesystem;

namespace {

class Folder {
public:
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

}  // namespace

TEST_CASE("a file appears with its commit") {
    const Folder folder;
    const std::string path = folder.path + "/out.json";
    {
        base::AtomicFile file(path);
        file.write("one ");
        file.write("");
        file.write("two");
        CHECK_FALSE(fs::exists(path));
        file.commit();
    }
    CHECK(test::file_text(path) == "one two");
    CHECK(folder.entries() == 1);
    struct stat status {};
    REQUIRE(::stat(path.c_str(), &status) == 0);
    const mode_t mask = ::umask(0);
    ::umask(mask);
    CHECK((status.st_mode & 0777U) == (0666U & ~mask));
}

TEST_CASE("without a commit nothing is left and the old file stays") {
    const Folder folder;
    const std::string path = folder.path + "/out";
    {
        base::AtomicFile file(path);
        file.write("old");
        file.commit();
    }
    {
        base::AtomicFile file(path);
        file.write("new");
    }
    CHECK(test::file_text(path) == "old");
    CHECK(folder.entries() == 1);
}

TEST_CASE("a folder that is not there is an error with its path") {
    try {
        base::AtomicFile file("/nonexistent-folder/x");
        FAIL("no error");
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::failed);
        CHECK(std::string(error.what()).starts_with("/nonexistent-folder/x: cannot be created"));
        CHECK_FALSE(error.hint().empty());
    }
}

TEST_CASE("a folder in the file's place stays and the error leaves nothing") {
    const Folder folder;
    fs::create_directory(folder.path + "/out");
    CHECK_THROWS_AS(
        [&] {
            base::AtomicFile file(folder.path + "/out");
            file.write("x");
            file.commit();
        }(),
        Error);
    CHECK(folder.entries() == 1);
}

TEST_CASE("a file that was there keeps its mode, a link keeps leading to it") {
    const Folder folder;
    std::ofstream(folder.path + "/real") << "old";
    REQUIRE(::chmod((folder.path + "/real").c_str(), 0600) == 0);
    fs::create_symlink("real", folder.path + "/link");
    {
        base::AtomicFile file(folder.path + "/link");
        file.write("new");
        CHECK(test::file_text(folder.path + "/real") == "old");
        file.commit();
    }
    CHECK(fs::is_symlink(folder.path + "/link"));
    CHECK(test::file_text(folder.path + "/real") == "new");
    CHECK(fs::status(folder.path + "/real").permissions() == fs::perms(0600));
    CHECK(folder.entries() == 2);
}

TEST_CASE("what is no regular file is written to at once") {
    base::AtomicFile file("/dev/null");
    file.write("x");
    file.commit();
    CHECK(fs::is_character_file("/dev/null"));
}

TEST_CASE("a file has no name before its commit") {
    const Folder folder;
    base::AtomicFile file(folder.path + "/out");
    file.write("text");
    CHECK(folder.entries() == 0);
}

TEST_CASE("a file may be kept from those who may not read another") {
    const Folder folder;
    const std::string path = folder.path + "/out";
    base::AtomicFile file(path);
    file.restrict_mode(0640);
    file.restrict_mode(0604);
    file.commit();
    struct stat status {};
    REQUIRE(::stat(path.c_str(), &status) == 0);
    CHECK((status.st_mode & 0777U) == 0600);
}

TEST_CASE("a file in another's place takes over its owner and its time") {
    const Folder folder;
    const std::string path = folder.path + "/out";
    std::ofstream(path) << "old";
    REQUIRE(::chmod(path.c_str(), 0640) == 0);
    const uid_t owner = ::geteuid() == 0 ? 12345 : ::geteuid();
    REQUIRE(::chown(path.c_str(), owner, static_cast<gid_t>(-1)) == 0);
    const timespec times[2] = {{1000, 0}, {2000, 5}};
    REQUIRE(::utimensat(AT_FDCWD, path.c_str(), times, 0) == 0);
    {
        base::AtomicFile file(path);
        file.keep_owner_and_time();
        file.write("new");
        file.commit();
    }
    struct stat status {};
    REQUIRE(::stat(path.c_str(), &status) == 0);
    CHECK(test::file_text(path) == "new");
    CHECK(status.st_uid == owner);
    CHECK((status.st_mode & 0777U) == 0640);
    CHECK(status.st_mtim.tv_sec == 2000);
    CHECK(status.st_mtim.tv_nsec == 5);
}

TEST_CASE("a file in another's place has its attributes, where the file system has any") {
    const Folder folder;
    const std::string path = folder.path + "/out";
    std::ofstream(path) << "old";
    if (::setxattr(path.c_str(), "user.note", "kept", 4, 0) != 0) {
        return;
    }
    base::AtomicFile file(path);
    file.keep_owner_and_time();
    file.commit();
    std::string value(4, '\0');
    CHECK(::getxattr(path.c_str(), "user.note", value.data(), value.size()) == 4);
    CHECK(value == "kept");
}
