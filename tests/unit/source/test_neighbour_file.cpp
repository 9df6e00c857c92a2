#include "source/neighbour_file.hpp"

#include <fstream>

#include "catch.hpp"
#include "support/temporary_folder.hpp"

using postern::source::read_neighbour;

TEST_CASE("a neighbour is read when it is a small regular file") {
    const postern::test::TemporaryFolder folder;
    const std::string path = folder.path + "/a";
    std::ofstream(path) << "text";
    CHECK(read_neighbour(path) == "text");
    CHECK_FALSE(read_neighbour(folder.path).has_value());
    CHECK_FALSE(read_neighbour(path + "-none").has_value());
    std::ofstream(path) << std::string(1024 * 1024 + 1, 'x');
    CHECK_FALSE(read_neighbour(path).has_value());
}
