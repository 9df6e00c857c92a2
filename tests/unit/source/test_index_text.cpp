#include "source/index_text.hpp"

#include "catch.hpp"
#include "support/memory_folder.hpp"

using namespace postern;

TEST_CASE("a file that describes others is read whole, up to a bound") {
    const std::string longest(source::kLongestIndex, 'x');
    test::MemoryFolder folder({{"small", "text"}, {"empty", ""}, {"most", longest}, {"more", longest + "x"}});
    CHECK(source::read_index_text(folder, "small") == "text");
    CHECK(source::read_index_text(folder, "empty").empty());
    CHECK(source::read_index_text(folder, "most").size() == longest.size());
    CHECK_THROWS_AS(source::read_index_text(folder, "more"), base::DamagedInput);
    CHECK(source::read_index_head(folder, "more", 3) == "xxx");
}

TEST_CASE("a text is read as bytes") {
    source::TextSource bytes("abc");
    char buffer[2];
    CHECK(bytes.read(buffer) == 2);
    CHECK(bytes.read(buffer) == 1);
    CHECK(buffer[0] == 'c');
    CHECK(bytes.read(buffer) == 0);
    CHECK(bytes.read(buffer) == 0);
}
