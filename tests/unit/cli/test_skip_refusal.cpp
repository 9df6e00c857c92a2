#include "cli/skip_refusal.hpp"

#include "catch.hpp"
#include "postern/error.hpp"

using namespace postern;

namespace {

class Inner : public RecordSink {
public:
    bool wants(RecordShape, std::string_view name) override { return name == "wanted"; }
    std::span<const Edit> record(const Record&) override {
        ++records;
        return edits;
    }
    void skip(const Skip&) override { FAIL("was not to come here"); }

    int records = 0;
    std::vector<Edit> edits{{0, "", "x"}};
};

}  // namespace

TEST_CASE("A skip is refused with its place, all else passes") {
    Inner inner;
    cli::SkipRefusal refusal(inner, "a.zip!b\n.xml");
    CHECK(refusal.wants(RecordShape::row, "wanted"));
    CHECK_FALSE(refusal.wants(RecordShape::row, "other"));
    CHECK(refusal.record({}).size() == 1);
    CHECK(inner.records == 1);
    try {
        refusal.skip({17, "is damaged"});
        FAIL("no error");
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::failed);
        CHECK(std::string(error.what()) == "a.zip!b\\x0a.xml: at byte 17: is damaged");
        CHECK_FALSE(error.hint().empty());
    }
}
