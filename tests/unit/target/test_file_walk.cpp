#include "target/file_walk.hpp"

#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "catch.hpp"

using namespace postern;
namespace fs = std::filesystem;

namespace {

struct Tree {
    Tree() {
        std::string name = (fs::temp_directory_path() / "postern-test-XXXXXX").string();
        root = ::mkdtemp(name.data());
        fs::create_directories(root + "/b/c");
        for (const char* file : {"/z", "/a", "/b/x", "/b/c/y"}) {
            std::ofstream(root + file) << "12345";
        }
        fs::create_symlink(root + "/a", root + "/link");
        fs::create_directory_symlink(root, root + "/b/loop");
        ::mkfifo((root + "/fifo").c_str(), 0600);
    }
    ~Tree() { fs::remove_all(root); }
    std::string root;
};

std::vector<std::string> paths(const target::FileWalk& walk, const std::string& root) {
    std::vector<std::string> all;
    for (const auto& file : walk.files) {
        all.push_back(file.path.starts_with(root) ? file.path.substr(root.size()) : file.path);
    }
    return all;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("a directory is walked by name, links and FIFOs are not followed") {
    const Tree tree;
    const auto walk = target::walk_files({tree.root});
    CHECK(paths(walk, tree.root) == Lines{"/a", "/b/c/y", "/b/x", "/z"});
    CHECK(walk.links == 2);
    REQUIRE(walk.unreadable.size() == 1);
    CHECK(walk.unreadable[0].first == tree.root + "/fifo");
    CHECK(walk.files[0].size == 5);
    CHECK_FALSE(walk.files[0].named);
}

TEST_CASE("what is named is taken, links included, and nothing twice") {
    const Tree tree;
    const auto walk = target::walk_files(
        {tree.root + "/link", tree.root + "/z", "-", tree.root + "/z", tree.root + "/b", "-"});
    CHECK(paths(walk, tree.root) == Lines{"/link", "/z", "-", "/b/c/y", "/b/x"});
    CHECK(walk.files[0].named);
    CHECK(walk.files[0].size == 5);
    CHECK_FALSE(walk.files[3].named);
    CHECK(target::walk_files({tree.root + "/fifo"}).files.size() == 1);
}

TEST_CASE("what is not there is told") {
    const auto walk = target::walk_files({"/nonexistent", ""});
    CHECK(walk.files.empty());
    REQUIRE(walk.unreadable.size() == 2);
    CHECK(walk.unreadable[0].second.reason == "cannot be opened: No such file or directory");
}
