#include "source/xml_comment_options.hpp"

#include "catch.hpp"

using namespace postern;

namespace {

class Answer : public RecordSink {
public:
    explicit Answer(std::vector<Edit> edits) : edits_(std::move(edits)) {}
    bool wants(RecordShape, std::string_view) override { return true; }
    std::span<const Edit> record(const Record& record) override {
        begin = record.fields[0].bytes.begin;
        return edits_;
    }
    void skip(const Skip&) override {}
    std::uint64_t begin = 0;

private:
    std::vector<Edit> edits_;
};

}  // namespace

TEST_CASE("the options of a comment know where they stand, and change there") {
    const std::string_view text = "<!-- -Dmail.x.password=p -->";
    Answer taking_away({{0, {}, std::nullopt}});
    const auto splices = source::push_comment_options(taking_away, {text, 100, 7});
    CHECK(taking_away.begin == 123);
    CHECK(format::spliced(text, splices) == "<!--  -->");
    Answer nothing({});
    CHECK(source::push_comment_options(nothing, {"<!-- -Dother=p -->", 0, 1}).empty());
    CHECK(nothing.begin == 0);
}
