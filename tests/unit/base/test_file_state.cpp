#include "base/file_state.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "catch.hpp"

using namespace postern;
namespace fs = std::filesystem;

TEST_CASE("A file is the same until it is written to or another has its name") {
    std::string folder = (fs::temp_directory_path() / "postern-test-XXXXXX").string();
    REQUIRE(::mkdtemp(folder.data()) != nullptr);
    const std::string path = folder + "/file";
    CHECK_FALSE(base::file_state(path));
    std::ofstream(path) << "text";
    const auto before = base::file_state(path);
    REQUIRE(before);
    CHECK(before->size == 4);
    CHECK(base::file_state(path) == before);
    std::ofstream(path, std::ios::app) << "more";
    CHECK(base::file_state(path) != before);
    std::ofstream(folder + "/other") << "text";
    fs::rename(folder + "/other", path);
    CHECK(base::file_state(path) != before);
    fs::remove_all(folder);
}
