#include "format/option_flow.hpp"

#include <array>

#include "catch.hpp"

using namespace postern::format;

namespace {

using Assignments = std::vector<OptionAssignment>;

OptionPiece option(std::size_t number) {
    return {number, {}};
}

OptionPiece variable(const std::string& name) {
    return {0, name};
}

// "1 2?": the second is not sure.
std::string reaching(const Assignments& assignments) {
    constexpr std::array<std::string_view, 2> kUsed{"A", "B"};
    std::string text;
    for (const ReachingOption& option : reaching_options(assignments, kUsed)) {
        text += (text.empty() ? "" : " ") + std::to_string(option.option) + (option.sure ? "" : "?");
    }
    return text;
}

}  // namespace

TEST_CASE("the options of the variables that are used reach the JVM in their order") {
    CHECK(reaching({{"B", false, false, false, {option(1)}}, {"A", false, false, false, {option(2)}}}) ==
          "2 1");
    CHECK(reaching({{"A", false, false, false, {option(1)}},
                    {"A", false, false, false, {option(2), variable("A"), option(3)}},
                    {"A", true, false, false, {option(4)}}}) == "2 1 3 4");
    CHECK(reaching({{"A", false, false, false, {option(1)}}, {"A", false, false, false, {option(2)}}}) ==
          "2");
    CHECK(reaching({{"X", false, false, false, {option(1)}}, {"B", false, false, false, {variable("X")}}}) ==
          "1");
    CHECK(reaching({{"A", false, false, false, {option(1)}}, {"B", false, false, false, {variable("A")}}}) ==
          "1");
}

TEST_CASE("what is done on a condition is not sure, nor what it may replace") {
    CHECK(reaching({{"A", false, false, false, {option(1)}},
                    {"A", false, true, false, {option(2), variable("A")}}}) == "2? 1");
    CHECK(reaching({{"A", false, false, false, {option(1)}}, {"A", true, true, false, {option(2)}}}) ==
          "1 2?");
    CHECK(reaching({{"A", false, false, false, {option(1)}}, {"A", false, true, false, {option(2)}}}) ==
          "1? 2?");
    CHECK(reaching({{"A", false, false, true, {option(1)}}}) == "1?");
    CHECK(reaching({{"X", false, false, false, {option(1)}}}) == "1?");
    CHECK(reaching({{"", false, false, false, {option(1)}}}) == "1?");
}

TEST_CASE("a value that repeats itself does not grow") {
    Assignments assignments{{"A", false, false, false, {option(1)}}};
    for (int i = 0; i < 100; ++i) {
        assignments.push_back({"A", false, false, false, {variable("A"), variable("A")}});
    }
    CHECK(reaching(assignments) == "1");
    assignments.resize(5000, {"X", false, false, false, {}});
    CHECK(reaching(assignments) == "1?");
}
