#include "source/xstream_expander.hpp"

#include "catch.hpp"
#include "postern/error.hpp"
#include "support/collecting_sink.hpp"

using namespace postern;
using namespace postern::test;

namespace {

RuleSet rules() {
    Rule rule;
    rule.tables = {"bandana"};
    rule.elements = {"ConfluenceBandanaRecord"};
    rule.where = {{{{"bandanakey"}, {"key"}, {}}, {"*mail.accounts"}}, {{{}, {}, {"hostname"}}, {"*"}}};
    rule.nested = NestedDocument{{{"bandanavalue"}, {"value"}, {}}, "xstream"};
    return {{Rule{}, rule}};
}

const std::string kDocument =
    "<map><entry><long>1</long><A><hostname>h1</hostname><password>p1</password></A></entry>"
    "<entry><long>2</long><B><hostname>h2</hostname></B></entry></map>";

// Answers each record with the edits given for it.
class EditingSink : public CollectingSink {
public:
    std::span<const Edit> record(const Record& record) override {
        CollectingSink::record(record);
        const std::size_t index = records.size() - 1;
        return index < answers.size() ? std::span<const Edit>(answers[index]) : std::span<const Edit>();
    }

    std::vector<std::vector<Edit>> answers;
};

struct Expansion {
    std::vector<Edit> run(std::string_view key, std::optional<std::string_view> value,
                          RecordShape shape = RecordShape::row) {
        const bool row = shape == RecordShape::row;
        const Field fields[] = {{"ID", "7", {10, 11}},
                                {row ? "BANDANAKEY" : "key", key, {12, 20}},
                                {row ? "BandanaValue" : "value", value, {21, 90}}};
        Record record;
        record.shape = shape;
        record.name = row ? "BANDANA" : "ConfluenceBandanaRecord";
        record.fields = fields;
        record.bytes = {5, 95};
        source::XstreamExpander expander(sink, set);
        const auto edits = expander.record(record);
        return {edits.begin(), edits.end()};
    }

    RuleSet set = rules();
    EditingSink sink;
};

constexpr std::string_view kKey = "atlassian.confluence.smtp.mail.accounts";

}  // namespace

TEST_CASE("each account of a document becomes a record") {
    for (const RecordShape shape : {RecordShape::row, RecordShape::element}) {
        Expansion expansion;
        CHECK(expansion.run(kKey, kDocument, shape).empty());
        REQUIRE(expansion.sink.records.size() == 2);
        const OwnedRecord& first = expansion.sink.records[0];
        CHECK(first.fields.size() == 6);
        CHECK(first.value("ID") == "7");
        CHECK(first.value("class") == "A");
        CHECK(first.value("password") == "p1");
        CHECK(first.fields[5].origin == FieldOrigin::nested);
        CHECK(first.fields[5].bytes == ByteRange{21, 90});
        CHECK(expansion.sink.records[1].value("hostname") == "h2");
    }
}

TEST_CASE("records that are no account documents pass through") {
    for (const auto& [key, value] :
         std::vector<std::pair<std::string, std::optional<std::string>>>{{"other.key", kDocument},
                                                                         {"other.key", "not XML"},
                                                                         {std::string(kKey), std::nullopt},
                                                                         {std::string(kKey), ""}}) {
        Expansion expansion;
        expansion.run(key, value);
        REQUIRE(expansion.sink.records.size() == 1);
        CHECK(expansion.sink.records[0].fields.size() == 3);
        CHECK(expansion.sink.skips.empty());
    }
}

TEST_CASE("a document without accounts gives no record") {
    Expansion expansion;
    CHECK(expansion.run(kKey, "<linked-hash-map/>").empty());
    CHECK(expansion.sink.records.empty());
    CHECK(expansion.sink.skips.empty());
}

TEST_CASE("a document that is not well-formed is told and passed through") {
    Expansion expansion;
    expansion.run(kKey, "<map><entry>");
    REQUIRE(expansion.sink.records.size() == 1);
    REQUIRE(expansion.sink.skips.size() == 1);
    CHECK(expansion.sink.skips[0].at == 5);
}

TEST_CASE("edits of nested fields become one edit of their document") {
    Expansion expansion;
    expansion.sink.answers = {
        {{4, "", "localhost"}, {0, "", "8"}, {5, "", std::nullopt}},
        {{0, "", "8"}, {4, "", "a&b"}, {kNewField, "port", "25"}, {kNewField, "x", std::nullopt}}};
    const auto edits = expansion.run(kKey, kDocument);
    REQUIRE(edits.size() == 2);
    CHECK(edits[0].field == 0);
    CHECK(edits[0].value == "8");
    CHECK(edits[1].field == 2);
    CHECK(edits[1].value ==
          "<map><entry><long>1</long><A><hostname>localhost</hostname></A></entry>"
          "<entry><long>2</long><B><hostname>a&amp;b</hostname><port>25</port></B></entry></map>");
}

TEST_CASE("an edit of the document itself stands above those inside it") {
    Expansion expansion;
    expansion.sink.answers = {{{4, "", "localhost"}, {2, "", std::nullopt}}};
    const auto edits = expansion.run(kKey, kDocument);
    REQUIRE(edits.size() == 1);
    CHECK(edits[0].field == 2);
    CHECK_FALSE(edits[0].value);
}

TEST_CASE("a nested value that XML cannot hold is refused without showing it") {
    Expansion expansion;
    expansion.sink.answers = {{{4, "", std::string("secret\x01")}}};
    try {
        expansion.run(kKey, kDocument);
        FAIL("was written");
    } catch (const Error& error) {
        CHECK(std::string(error.what()) ==
              "BANDANA.hostname: the account document cannot hold the new value");
    }
}

TEST_CASE("the expander wants and skips what its sink does") {
    RuleSet set = rules();
    CollectingSink sink({"bandana"});
    source::XstreamExpander expander(sink, set);
    CHECK(expander.wants(RecordShape::row, "BANDANA"));
    CHECK_FALSE(expander.wants(RecordShape::row, "other"));
    expander.skip({1, "x"});
    CHECK(sink.skips.size() == 1);
}

TEST_CASE("conditions on own fields hold as they do for the audit") {
    const auto expanded = [](const std::vector<std::string>& columns, const std::vector<std::string>& globs,
                             std::string_view key) {
        Expansion expansion;
        expansion.set.rules[1].where = {{{columns, {}, {}}, globs}};
        expansion.run(key, kDocument);
        return expansion.sink.records.size() == 2;
    };
    CHECK(expanded({"bandanakey"}, {"x", ""}, ""));
    CHECK(expanded({"bandanakey"}, {"x", ""}, "x"));
    CHECK(expanded({"missing"}, {""}, "x"));
    CHECK_FALSE(expanded({"missing"}, {"*"}, "x"));
    CHECK_FALSE(expanded({"bandanakey"}, {"*"}, ""));
    CHECK_FALSE(expanded({"bandanakey"}, {""}, "x"));
    CHECK(expanded({"bandanakey", "id"}, {"7"}, ""));
    CHECK(expanded({"id"}, {"#"}, "x"));
    CHECK_FALSE(expanded({"bandanakey"}, {"#"}, "x"));
}

TEST_CASE("a document of too many elements is told and passed through") {
    std::string text = "<list><a>";
    for (int i = 0; i < 100'000; ++i) {
        text += "<b/>";
    }
    Expansion expansion;
    expansion.run(kKey, text + "</a></list>");
    REQUIRE(expansion.sink.skips.size() == 1);
    CHECK(expansion.sink.skips[0].reason.ends_with("too many elements"));
    CHECK(expansion.sink.records.size() == 1);
}
