#include "source/folder_names.hpp"

#include "catch.hpp"

using postern::source::FolderNames;

TEST_CASE("names of a folder are looked up") {
    const FolderNames names({"t.txt.gz", "b", "a.sql", "a.sql.zst", "t.sql", "ab"});
    CHECK(names.has("b"));
    CHECK_FALSE(names.has("t.txt"));
    CHECK(names.find("t.txt") == "t.txt.gz");
    CHECK(names.find("a.sql") == "a.sql");
    CHECK_FALSE(names.find("c").has_value());
    REQUIRE(names.starting_with("a").size() == 3);
    CHECK(names.starting_with("a")[0] == "a.sql");
    CHECK(names.starting_with("t.").size() == 2);
    CHECK(names.starting_with("z").empty());
    CHECK(names.all().size() == 6);
}
