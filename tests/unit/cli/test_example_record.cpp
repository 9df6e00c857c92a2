#include "cli/example_record.hpp"

#include "catch.hpp"
#include "support/sample_rule.hpp"

using namespace postern;

namespace {

// Clears the field of this name.
class Clearing : public RecordSink {
public:
    explicit Clearing(std::string name) : name_(std::move(name)) {}
    bool wants(RecordShape, std::string_view name) override { return name == "mailserver"; }
    std::span<const Edit> record(const Record& record) override {
        edits_.clear();
        for (std::size_t i = 0; i < record.fields.size(); ++i) {
            if (record.fields[i].name == name_) {
                edits_.push_back({i, {}, std::nullopt});
            }
        }
        return edits_;
    }
    void skip(const Skip&) override {}

private:
    std::string name_;
    std::vector<Edit> edits_;
};

std::vector<Edit> cleared(const Rule& rule, const Example& example, const char* name) {
    const RuleSet rules{{rule}};
    const audit::RuleIndex index(rules);
    Clearing sink(name);
    return cli::push_example(example, rules, index, sink);
}

}  // namespace

TEST_CASE("the edits to an example come by its fields, named by a layout where need be") {
    Rule rule = test::sample_rule();
    rule.layouts = {{{"host", "password"}}};
    Example example;
    example.name = "mailserver";
    example.fields = {{"", "h"}, {"", "p"}};
    const auto edits = cleared(rule, example, "password");
    REQUIRE(edits.size() == 1);
    CHECK(edits[0].field == 1);
    CHECK(cleared(rule, example, "username").empty());
    example.name = "other";
    CHECK(cleared(rule, example, "password").empty());
}

TEST_CASE("a change within a document is one to the field that holds it") {
    Rule rule = test::sample_rule();
    rule.nested = NestedDocument{{{"doc"}, {}, {}}, "xstream"};
    Example example;
    example.name = "mailserver";
    example.fields = {{"id", "1"},
                      {"doc", "<map><entry><int>1</int><S><password>p</password></S></entry></map>"}};
    const auto edits = cleared(rule, example, "password");
    REQUIRE(edits.size() == 1);
    CHECK(edits[0].field == 1);
    CHECK(edits[0].value == "<map><entry><int>1</int><S></S></entry></map>");
}
