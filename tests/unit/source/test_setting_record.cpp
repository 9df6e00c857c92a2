#include "source/setting_record.hpp"

#include "catch.hpp"
#include "postern/error.hpp"
#include "support/collecting_sink.hpp"
#include "support/memory_stream.hpp"

using namespace postern;
using namespace postern::source;

namespace {

// Of "a=1 b=2 a=3".
const std::vector<Setting> kSettings{{"a", "1", {2, 3}, 1}, {"b", "2", {6, 7}, 1}, {"a", "3", {10, 11}, 1}};

class Writer : public SettingWriter {
public:
    std::optional<TextSplice> changed(std::size_t setting, const std::string& value) const override {
        const ByteRange bytes = kSettings[setting].bytes;
        return value == "bad" ? std::nullopt : std::optional(TextSplice{bytes.begin, bytes.end, value});
    }
    TextSplice removed(std::size_t setting) const override {
        const ByteRange bytes = kSettings[setting].bytes;
        return {bytes.begin - 2, bytes.end + 1, ""};
    }
    std::optional<TextSplice> added(const std::string& name, const std::string& value) const override {
        return name == "bad" ? std::nullopt : std::optional(TextSplice{11, 11, " " + name + "=" + value});
    }
};

std::vector<TextSplice> push(test::CollectingSink& sink) {
    const std::vector<Field> facts{{"fact", "yes", {}, FieldOrigin::own, 0}};
    Record record;
    record.shape = RecordShape::element;
    record.name = "e";
    return push_settings(sink, record, kSettings, facts, Writer());
}

std::vector<TextSplice> edited(const Edit& edit) {
    test::CollectingSink sink;
    sink.edit = edit;
    return push(sink);
}

}  // namespace

TEST_CASE("of settings of one name the last counts, and the others are there") {
    test::CollectingSink sink;
    CHECK(push(sink).empty());
    REQUIRE(sink.records.size() == 1);
    const auto& fields = sink.records[0].fields;
    REQUIRE(fields.size() == 4);
    CHECK(fields[0].name == "b");
    CHECK(fields[1].value == "3");
    CHECK(fields[2].value == "1");
    CHECK(fields[2].bytes == ByteRange{2, 3});
    CHECK(fields[3].name == "fact");
}

TEST_CASE("edits of settings become splices") {
    const auto changed = edited({1, {}, "9"});
    REQUIRE(changed.size() == 1);
    CHECK(changed[0].begin == 10);
    CHECK(changed[0].text == "9");
    CHECK(edited({0, {}, std::nullopt}).at(0).begin == 4);
    CHECK(edited({kNewField, "c", "4"}).at(0).text == " c=4");
    CHECK(edited({kNewField, "c", std::nullopt}).empty());
    CHECK(edited({3, {}, "no"}).empty());
    CHECK_THROWS_AS(edited({0, {}, "bad"}), Error);
    CHECK_THROWS_WITH(edited({kNewField, "bad", "value"}), Catch::Contains("bad: the file cannot hold"));
}

TEST_CASE("splices may touch and overlap") {
    const std::string text = "0123456789";
    test::MemorySource bytes(text);
    test::MemorySink output;
    base::ByteWindow window(bytes, &output);
    while (window.more()) {
    }
    splice_text(window, {{4, 8, ""}, {2, 5, "ab"}, {9, 9, "x"}, {9, 9, "y"}});
    window.flush();
    CHECK(output.text == "01ab8xy9");
}
