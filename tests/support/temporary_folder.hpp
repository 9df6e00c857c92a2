// A folder of a test's own, which goes with everything in it.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <string>

namespace postern::test {

struct TemporaryFolder {
    TemporaryFolder() { ::mkdtemp(path.data()); }
    ~TemporaryFolder() { std::filesystem::remove_all(path); }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    std::string path = (std::filesystem::temp_directory_path() / "postern-test-XXXXXX").string();
};

}  // namespace postern::test
