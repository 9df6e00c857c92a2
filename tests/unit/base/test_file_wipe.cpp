#include "base/file_wipe.hpp"

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
        std::ofstream(path + "/old") << std::string(3'000'000, 'x') << "CANARY";
    }
    ~Folder() { fs::remove_all(path); }
    std::string path;
};

}  // namespace

TEST_CASE("What a file held is overwritten although another has taken its name") {
    const Folder folder;
    base::FileWipe wipe(folder.path + "/old");
    fs::rename(folder.path + "/old", folder.path + "/aside");
    std::ofstream(folder.path + "/old") << "new";
    wipe.wipe();
    CHECK(test::file_text(folder.path + "/aside") == std::string(3'000'006, '\0'));
    CHECK(test::file_text(folder.path + "/old") == "new");
}

TEST_CASE("A file with further names is not overwritten") {
    const Folder folder;
    fs::create_hard_link(folder.path + "/old", folder.path + "/other");
    CHECK_THROWS_AS(base::FileWipe(folder.path + "/old"), Error);
    CHECK_THROWS_AS(base::FileWipe(folder.path + "/none"), Error);
    CHECK(test::file_text(folder.path + "/other").ends_with("CANARY"));
}
