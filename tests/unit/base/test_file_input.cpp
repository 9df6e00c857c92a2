#include "base/file_input.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "catch.hpp"

using namespace postern::base;
namespace fs = std::filesystem;

namespace {

struct TemporaryFolder {
    TemporaryFolder() {
        std::string name = (fs::temp_directory_path() / "postern-test-XXXXXX").string();
        path = ::mkdtemp(name.data());
    }
    ~TemporaryFolder() { fs::remove_all(path); }
    std::string path;
};

}  // namespace

TEST_CASE("a file is read to its end") {
    const TemporaryFolder folder;
    const std::string path = folder.path + "/file";
    std::ofstream(path) << "content";
    ::chmod(path.c_str(), 0640);
    FileInput first(path);
    FileInput input(std::move(first));
    const FileFacts facts = input.facts();
    CHECK(facts.type == FileType::regular);
    CHECK(facts.size == 7);
    CHECK(facts.mode == 0640);
    CHECK_FALSE(facts.owner.empty());
    std::string text(100, '\0');
    std::size_t size = 0;
    while (const std::size_t count = input.read({text.data() + size, 3})) {
        size += count;
    }
    CHECK(text.substr(0, size) == "content");
    CHECK(input.read({text.data(), 3}) == 0);
}

TEST_CASE("what cannot be opened or read is damage, with the system's reason") {
    CHECK_THROWS_WITH(FileInput("/nonexistent"), "cannot be opened: No such file or directory");
    FileInput directory("/");
    char byte = 0;
    CHECK_THROWS_WITH(directory.read({&byte, 1}), "cannot be read: Is a directory");
    CHECK_THROWS_AS(link_facts("/nonexistent"), DamagedInput);
}

TEST_CASE("the facts of a link are its own") {
    const TemporaryFolder folder;
    fs::create_symlink("/nowhere", folder.path + "/link");
    CHECK(link_facts(folder.path + "/link").type == FileType::symbolic_link);
    CHECK(link_facts(folder.path).type == FileType::directory);
    REQUIRE(::mkfifo((folder.path + "/fifo").c_str(), 0600) == 0);
    CHECK(link_facts(folder.path + "/fifo").type == FileType::fifo);
    CHECK(link_facts("/dev/null").type == FileType::other);
}

TEST_CASE("standard input stays open") {
    const TemporaryFolder folder;
    std::ofstream(folder.path + "/in") << "piped";
    const int saved = ::dup(STDIN_FILENO);
    REQUIRE(::freopen((folder.path + "/in").c_str(), "r", stdin) != nullptr);
    {
        FileInput input = FileInput::standard_input();
        char bytes[8] = {};
        CHECK(input.read(bytes) == 5);
    }
    CHECK(::lseek(STDIN_FILENO, 0, SEEK_SET) == 0);
    ::dup2(saved, STDIN_FILENO);
    ::close(saved);
}
