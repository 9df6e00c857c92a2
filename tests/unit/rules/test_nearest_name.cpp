#include "rules/nearest_name.hpp"

#include <array>

#include "catch.hpp"

using namespace postern::rules;

TEST_CASE("the nearest name has the fewest mistakes") {
    constexpr std::array<std::string_view, 4> names = {"title", "table", "risk", "requires"};
    CHECK(nearest_name("titel", names) == "title");
    CHECK(nearest_name("tabel", names) == "table");
    CHECK(nearest_name("require", names) == "requires");
    CHECK(nearest_name("rsik", names) == "risk");
    CHECK(nearest_name("title", names) == "title");
}

TEST_CASE("the nearest name takes the first of equals, and any length") {
    constexpr std::array<std::string_view, 2> names = {"ab", "ac"};
    CHECK(nearest_name("ad", names) == "ab");
    CHECK(nearest_name("", names) == "ab");
    CHECK(nearest_name(std::string(1000000, 'c'), names) == "ac");
}

TEST_CASE("names are listed with commas and a last or") {
    constexpr std::array<std::string_view, 3> names = {"a", "b", "c"};
    const std::span<const std::string_view> all(names);
    CHECK(listed(all) == "'a', 'b' or 'c'");
    CHECK(listed(all.first(2)) == "'a' or 'b'");
    CHECK(listed(all.first(1)) == "'a'");
}
