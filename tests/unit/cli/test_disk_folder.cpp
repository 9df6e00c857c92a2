#include "cli/disk_folder.hpp"

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "base/byte_stream.hpp"
#include "catch.hpp"
#include "support/project_root.hpp"

using namespace postern;
namespace fs = std::filesystem;

namespace {

std::string text_of(base::ByteSource& source) {
    std::string text;
    std::array<char, 7> buffer{};
    while (const std::size_t count = source.read(buffer)) {
        text.append(buffer.data(), count);
    }
    return text;
}

}  // namespace

TEST_CASE("Files of a folder are opened by name, and unpacked") {
    const std::string containers = test::project_root() + "/fixtures/containers";
    const target::FoundFile found{containers, 0, false, {"dump.sql.gz", "dump.sql.zst"}};
    cli::DiskFolder folder(found);
    CHECK(folder.names() == std::vector<std::string>{"dump.sql.gz", "dump.sql.zst"});
    const std::string text = text_of(*folder.open("dump.sql.gz"));
    CHECK(text.find("mailserver") != std::string::npos);
    CHECK(text_of(*folder.open("dump.sql.zst")) == text);
    const target::FoundFile other{test::project_root() + "/fixtures/hsqldb", 0, false, {"jira.script"}};
    cli::DiskFolder plain(other);
    std::ifstream file(test::project_root() + "/fixtures/hsqldb/jira.script", std::ios::binary);
    const std::string expected((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    CHECK(text_of(*plain.open("jira.script")) == expected);
    CHECK_THROWS_AS(plain.open("missing"), base::DamagedInput);
}
