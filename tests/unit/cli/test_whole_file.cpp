#include "cli/whole_file.hpp"

#include <fstream>

#include "catch.hpp"
#include "postern/error.hpp"
#include "support/temporary_folder.hpp"

using namespace postern;

namespace {

std::string hint_of(const std::string& path) {
    try {
        static_cast<void>(cli::read_whole_file(path, 100));
    } catch (const Error& error) {
        return error.hint();
    }
    return {};
}

}  // namespace

TEST_CASE("What an option names is a regular file") {
    const test::TemporaryFolder folder;
    const std::string path = folder.path + "/f";
    std::ofstream(path) << "text";
    CHECK(cli::read_option_file(path, 4) == "text");
    const auto is_usage = [](const std::string& name) {
        try {
            static_cast<void>(cli::read_option_file(name, 3));
        } catch (const Error& error) {
            return error.kind() == ErrorKind::usage && !error.hint().empty();
        }
        return false;
    };
    for (const std::string& name : {path, folder.path, folder.path + "/none", std::string("/dev/zero"),
                                    std::string("/dev/null"), std::string("-")}) {
        INFO(name);
        CHECK(is_usage(name));
    }
}

TEST_CASE("Of a folder it is said that it is one") {
    const test::TemporaryFolder folder;
    CHECK(hint_of(folder.path) == "it is a folder: name a file in it");
    CHECK(hint_of(folder.path + "/none") == "check that it is the right file");
}

TEST_CASE("A file is read whole, unless it is far too large") {
    const test::TemporaryFolder folder;
    const std::string path = folder.path + "/f";
    const std::string text = std::string(200'000, 'x') + '\0' + "end";
    std::ofstream(path, std::ios::binary) << text;
    CHECK(cli::read_whole_file(path, text.size()) == text);
    CHECK_THROWS_AS(cli::read_whole_file(path, text.size() - 1), Error);
    CHECK_THROWS_AS(cli::read_whole_file("/dev/zero", 100), Error);
    CHECK_THROWS_AS(cli::read_whole_file(folder.path, 100), Error);
    CHECK_THROWS_AS(cli::read_whole_file(folder.path + "/none", 100), Error);
    std::ofstream(path, std::ios::trunc).close();
    CHECK(cli::read_whole_file(path, 0).empty());
}
