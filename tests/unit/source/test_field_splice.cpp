#include "source/field_splice.hpp"

#include "postern/error.hpp"
#include "support/reader_properties.hpp"

using namespace postern;

namespace {

std::string spliced(const std::vector<Edit>& edits, bool with_output = true,
                    const std::vector<std::string>& not_null = {}) {
    test::MemorySource input("row: aaa,bb,c; rest");
    test::MemorySink output;
    base::ByteWindow window(input, with_output ? &output : nullptr);
    REQUIRE(window.more());
    window.consume(5);
    const std::vector<Field> fields{{"a", "aaa", {5, 8}}, {"b", "bb", {9, 11}}, {"c", "c", {12, 13}}};
    source::splice_fields(
        window, 9, fields, edits, [](const auto& value) { return "<" + value.value_or("NULL") + ">"; },
        not_null);
    CHECK(window.offset() == 14);
    CHECK(window.bytes() == " rest");
    window.flush();
    return output.text;
}

}  // namespace

TEST_CASE("edited fields are replaced, all else stays") {
    CHECK(spliced({}) == "row: aaa,bb,c;");
    CHECK(spliced({{1, "", "new"}}) == "row: aaa,<new>,c;");
    CHECK(spliced({{0, "", std::nullopt}}) == "row: <NULL>,bb,c;");
}

TEST_CASE("edits come in any order") {
    CHECK(spliced({{2, "", "3"}, {0, "", "1"}, {1, "", "2"}}) == "row: <1>,<2>,<3>;");
}

TEST_CASE("without an output edits are ignored") {
    CHECK(spliced({{1, "", "new"}}, false).empty());
}

TEST_CASE("an edit to no field of the record is an error") {
    CHECK_THROWS_AS(spliced({{kNewField, "x", "1"}}), Error);
    CHECK_THROWS_AS(spliced({{3, "", "1"}}), Error);
}

TEST_CASE("a column that cannot be NULL is emptied") {
    const std::vector<Edit> edits{{0, "", std::nullopt}, {1, "", std::nullopt}, {2, "", "new"}};
    CHECK(spliced(edits, true, {"B", "c"}) == "row: <NULL>,<>,<new>;");
}
