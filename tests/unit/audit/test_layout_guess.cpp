#include "audit/layout_guess.hpp"

#include "catch.hpp"
#include "support/collecting_sink.hpp"
#include "support/sample_rule.hpp"

using namespace postern;
using test::SampleRow;

namespace {

RuleSet rules_with_layouts() {
    Rule rule = test::sample_rule();
    rule.layouts = {{{"id", "host", "type"}}, {{"type", "id", "host"}}};
    rule.layout_shape = {{{{"id"}, {}, {}}, {"#"}}, {{{"type"}, {}, {}}, {"smtp", "pop"}}};
    return {{rule}};
}

}  // namespace

TEST_CASE("rows without names get those of the layout that fits") {
    const RuleSet rules = rules_with_layouts();
    const audit::RuleIndex index(rules);
    test::CollectingSink inner;
    audit::LayoutGuess guess(inner, index);
    SampleRow first{{"", "1"}, {"", "h"}, {"", "smtp"}};
    SampleRow second{{"", "pop"}, {"", "2"}, {"", "g"}};
    first.record.columns_known = second.record.columns_known = false;
    guess.record(first.record);
    guess.record(second.record);
    REQUIRE(inner.records.size() == 2);
    CHECK(inner.records[0].value("host") == "h");
    CHECK(inner.records[1].value("host") == "g");
    CHECK_FALSE(inner.records[0].columns_known);
    CHECK(inner.skips.empty());
}

TEST_CASE("rows that no layout fits are told once a table, but not of tables that only a glob names") {
    RuleSet rules = rules_with_layouts();
    rules.rules.front().tables = {"mailserver", "other", "AO_*"};
    const audit::RuleIndex index(rules);
    test::CollectingSink inner;
    audit::LayoutGuess guess(inner, index);
    SampleRow shape{{"", "x"}, {"", "h"}, {"", "smtp"}};
    SampleRow width{{"", "1"}, {"", "h"}};
    shape.record.columns_known = width.record.columns_known = false;
    guess.record(shape.record);
    guess.record(width.record);
    width.record.name = "other";
    guess.record(width.record);
    width.record.name = "AO_1_A";
    guess.record(width.record);
    CHECK(inner.records.empty());
    REQUIRE(inner.skips.size() == 2);
    CHECK(inner.skips[0].at == 90);
    CHECK(inner.skips[0].reason.find("mailserver") != std::string::npos);
}

TEST_CASE("named rows, skips and wishes pass as they are") {
    const RuleSet rules = rules_with_layouts();
    const audit::RuleIndex index(rules);
    test::CollectingSink inner({"mailserver"});
    audit::LayoutGuess guess(inner, index);
    guess.record(SampleRow{{"a", "1"}, {"b", "h"}, {"c", "smtp"}}.record);
    guess.skip({1, "x"});
    CHECK(inner.records[0].fields[0].name == "a");
    CHECK(inner.skips.size() == 1);
    CHECK(guess.wants(RecordShape::row, "mailserver"));
    CHECK_FALSE(guess.wants(RecordShape::row, "other"));
}

TEST_CASE("for a rewrite one layout alone must fit") {
    RuleSet rules = rules_with_layouts();
    rules.rules[0].layouts.push_back({{"id", "name", "type"}});
    const audit::RuleIndex index(rules);
    test::CollectingSink inner;
    audit::LayoutGuess guess(inner, index, audit::GuessUse::rewriting);
    SampleRow row{{"", "1"}, {"", "h"}, {"", "smtp"}};
    row.record.columns_known = false;
    guess.record(row.record);
    CHECK(inner.records.empty());
    REQUIRE(inner.skips.size() == 1);
    CHECK(inner.skips[0].reason.find("several known layouts fit them") != std::string::npos);
}

TEST_CASE("for a rewrite all rows of a table must fit the same layout") {
    const RuleSet rules = rules_with_layouts();
    const audit::RuleIndex index(rules);
    test::CollectingSink inner;
    audit::LayoutGuess guess(inner, index, audit::GuessUse::rewriting);
    SampleRow first{{"", "1"}, {"", "h"}, {"", "smtp"}};
    SampleRow other{{"", "pop"}, {"", "2"}, {"", "g"}};
    first.record.columns_known = other.record.columns_known = false;
    guess.record(first.record);
    guess.record(first.record);
    CHECK(inner.records.size() == 2);
    CHECK(inner.skips.empty());
    guess.record(other.record);
    CHECK(inner.records.size() == 2);
    REQUIRE(inner.skips.size() == 1);
    CHECK(inner.skips[0].reason.find("different layouts") != std::string::npos);
    other.record.schema = "another";  // a table of its own
    guess.record(other.record);
    CHECK(inner.records.size() == 3);
}

TEST_CASE("for a rewrite a row must fit no other layout once it is changed") {
    RuleSet rules = rules_with_layouts();
    rules.rules[0].layouts[1].columns = {"id", "type", "host"};
    const audit::RuleIndex index(rules);
    for (const auto& [host, sure] : {std::pair("h", true), std::pair("pop", false)}) {
        test::CollectingSink inner;
        inner.edit = Edit{1, "", host};
        audit::LayoutGuess guess(inner, index, audit::GuessUse::rewriting);
        SampleRow row{{"", "1"}, {"", "g"}, {"", "smtp"}};
        row.record.columns_known = false;
        CHECK(guess.record(row.record).size() == (sure ? 1 : 0));
        REQUIRE(inner.skips.size() == (sure ? 0 : 1));
        CHECK((sure || inner.skips[0].reason.find("once changed") != std::string::npos));
    }
}
