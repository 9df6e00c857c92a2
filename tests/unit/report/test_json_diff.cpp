#include "report/json_diff.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "catch.hpp"
#include "sample_diff.hpp"
#include "support/memory_stream.hpp"

using namespace postern;

namespace {

std::string json_of(const test::SampleDiff& sample) {
    test::MemorySink sink;
    report::write_json(sample.diff(), "0.1.0", sink);
    return sink.text;
}

}  // namespace

TEST_CASE("A difference in JSON names each finding that changed") {
    const auto document = nlohmann::json::parse(json_of(test::SampleDiff()));
    CHECK(document["schema"] == "postern-diff/1");
    CHECK(document["old"]["complete"] == true);
    CHECK(document["new"]["complete"] == false);
    CHECK(document["summary"] == nlohmann::json{{"appeared", 1},
                                                {"graver", 1},
                                                {"went_away", 1},
                                                {"unseen", 1},
                                                {"rotated", 1},
                                                {"unchanged", 0},
                                                {"not_compared", 0}});
    CHECK(document["appeared"][0]["id"] == "new");
    CHECK(document["appeared"][0]["fingerprint"].is_null());
    CHECK(document["went_away"][0]["id"] == "gone");
    CHECK(document["went_away"][0]["source"] ==
          nlohmann::json{{"host", "db1"}, {"path", "a.sql"}, {"in_both", true}});
    CHECK(document["unseen"][0]["id"] == "unseen");
    CHECK(document["unseen"][0]["source"] ==
          nlohmann::json{{"host", "db1"}, {"path", "b.sql"}, {"in_both", false}});
    CHECK(document["unseen"][0]["was"].is_null());
    CHECK(document["graver"][0]["world_readable"] == true);
    CHECK(document["graver"][0]["was"] ==
          nlohmann::json{{"severity", "low"}, {"status", "commented-out"}, {"world_readable", false}});
    CHECK(document["rotated"][0]["fingerprint"] == "print2");
    CHECK(document["rotated"][0]["account"]["username"] == "jira@example.org");
    CHECK(document["rotated"][0]["waived"] == false);
}

TEST_CASE("It is plain ASCII, whatever the reports hold") {
    test::SampleDiff sample;
    sample.new_report.sources[0].path = "\x1b[31m\xff";
    sample.new_report.findings[0].account.name = "B\u00fcro \x1b[31m";
    const std::string text = json_of(sample);
    CHECK(std::all_of(text.begin(), text.end(), [](char c) { return c == '\n' || (c >= 0x20 && c < 0x7F); }));
}
