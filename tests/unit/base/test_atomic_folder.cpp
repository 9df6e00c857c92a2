#include "base/atomic_folder.hpp"

#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

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
    std::string path;
};

}  // namespace

TEST_CASE("a folder appears with its commit") {
    const Folder folder;
    base::AtomicFolder made(folder.path + "/out/");
    fs::create_directory(made.temporary_path() + "/in");
    std::ofstream(made.temporary_path() + "/in/file") << "text";
    CHECK_FALSE(fs::exists(folder.path + "/out"));
    made.commit(0750);
    CHECK(test::file_text(folder.path + "/out/in/file") == "text");
    struct stat status {};
    REQUIRE(::stat((folder.path + "/out").c_str(), &status) == 0);
    CHECK((status.st_mode & 0777U) == 0750);
}

TEST_CASE("without a commit nothing of a folder is left") {
    const Folder folder;
    {
        base::AtomicFolder made(folder.path + "/out");
        std::ofstream(made.temporary_path() + "/file") << "text";
    }
    CHECK(fs::is_empty(folder.path));
}

TEST_CASE("a folder never takes another's place") {
    const Folder folder;
    fs::create_directory(folder.path + "/out");
    CHECK_THROWS_AS(base::AtomicFolder(folder.path + "/out"), Error);
    CHECK_THROWS_AS(base::AtomicFolder(folder.path + "/none/out"), Error);
    base::AtomicFolder late(folder.path + "/late");
    fs::create_directory(folder.path + "/late");
    CHECK_THROWS_AS(late.commit(0700), Error);
    CHECK(fs::is_empty(folder.path + "/late"));
}
