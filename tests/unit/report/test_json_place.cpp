#include "report/json_place.hpp"

#include <functional>

#include "base/byte_stream.hpp"
#include "catch.hpp"
#include "report/words.hpp"

using namespace postern;
using report::JsonPlace;

namespace {

std::string refusal_of(const std::string& text, const std::function<void(const JsonPlace&)>& read) {
    const report::JsonValue document = report::parse_json(text);
    try {
        read(JsonPlace(document));
    } catch (const base::DamagedInput& damage) {
        return damage.what();
    }
    return {};
}

}  // namespace

TEST_CASE("A refusal names the place, never the value") {
    const auto read = [](const JsonPlace& root) {
        for (const JsonPlace& item : root.at("findings").items()) {
            static_cast<void>(item.at("location").at("line").number(1, 10));
        }
    };
    CHECK(refusal_of(R"({"findings": [{"location": {"line": 1}}]})", read).empty());
    CHECK(refusal_of(R"({"findings": [{"location": {"line": 1}}, {"location": {"line": "s3cret"}}]})",
                     read) == "findings[1].location.line is no whole number");
    CHECK(refusal_of(R"({"findings": [{"location": {"line": 77}}]})", read) ==
          "findings[0].location.line is a number that cannot be");
    CHECK(refusal_of(R"({"findings": [{"location": {}}]})", read) == "findings[0].location.line is missing");
    CHECK(refusal_of(R"({"findings": [{"location": []}]})", read) == "findings[0].location is no object");
    CHECK(refusal_of(R"({"findings": {"s3cret": 1}})", read) == "findings is no array");
    CHECK(refusal_of("[]", read) == "the document is no object");
}

TEST_CASE("Each kind of value is asked for, and nothing else taken") {
    const auto text = [](const JsonPlace& root) { static_cast<void>(root.at("a").text()); };
    CHECK(refusal_of(R"({"a": ""})", text).empty());
    CHECK(refusal_of(R"({"a": null})", text) == "a is no text");
    const auto or_null = [](const JsonPlace& root) { static_cast<void>(root.at("a").text_or_null()); };
    CHECK(refusal_of(R"({"a": null})", or_null).empty());
    CHECK_FALSE(refusal_of(R"({"a": ""})", or_null).empty());
    const auto optional = [](const JsonPlace& root) { static_cast<void>(root.at("a").optional_text()); };
    CHECK(refusal_of(R"({"a": ""})", optional).empty());
    CHECK(refusal_of(R"({"a": 1})", optional) == "a is no text");
    const auto flag = [](const JsonPlace& root) { static_cast<void>(root.at("a").flag()); };
    CHECK(refusal_of(R"({"a": false})", flag).empty());
    CHECK(refusal_of(R"({"a": 0})", flag) == "a is neither true nor false");
    const auto texts = [](const JsonPlace& root) { static_cast<void>(root.at("a").texts()); };
    CHECK(refusal_of(R"({"a": ["x"]})", texts).empty());
    CHECK(refusal_of(R"({"a": ["x", 1]})", texts) == "a[1] is no text");
    const auto number = [](const JsonPlace& root) { static_cast<void>(root.at("a").number_or_null(9)); };
    CHECK(refusal_of(R"({"a": null})", number).empty());
    CHECK(refusal_of(R"({"a": 9})", number).empty());
    CHECK_FALSE(refusal_of(R"({"a": 0})", number).empty());
    const auto severity = [](const JsonPlace& root) {
        static_cast<void>(root.at("a").one_of(report::severity_words()));
    };
    CHECK(refusal_of(R"({"a": "high"})", severity).empty());
    CHECK(refusal_of(R"({"a": "s3cret"})", severity) == "a is none of the words that belong there");
}
