#include "report/json_document.hpp"

#include "base/byte_stream.hpp"
#include "catch.hpp"

using namespace postern;
using report::JsonType;

namespace {

std::string refusal_of(const std::string& text) {
    try {
        report::parse_json(text);
    } catch (const base::DamagedInput& damage) {
        return damage.what();
    }
    return {};
}

}  // namespace

TEST_CASE("A document is a tree") {
    const auto root =
        report::parse_json(R"({"a": [1, "x", true, null, {"b": {}}], "c": [], "d": -1, "e": 1.0})");
    REQUIRE(root.type() == JsonType::object);
    const auto& items = root.find("a")->items();
    REQUIRE(items.size() == 5);
    CHECK(items[0].number() == 1);
    CHECK(items[1].text() == "x");
    CHECK(items[2].flag());
    CHECK(items[3].type() == JsonType::null);
    CHECK(items[4].find("b")->type() == JsonType::object);
    CHECK(root.find("c")->type() == JsonType::array);
    CHECK(root.find("d")->type() == JsonType::other);
    CHECK(root.find("e")->type() == JsonType::other);
    CHECK(root.find("z") == nullptr);
}

TEST_CASE("The largest number fits, and a larger one is none") {
    CHECK(report::parse_json("18446744073709551615").number() == 18446744073709551615U);
    CHECK(report::parse_json("18446744073709551616").type() == JsonType::other);
}

TEST_CASE("What is no JSON is refused without its words") {
    for (const char* text : {"s3cret", "{\"a\": s3cret}", "[1,]", "1 s3cret", "\"\xff s3cret\"",
                             "\"\\ud800\"", "{'s3cret': 1}"}) {
        CAPTURE(text);
        CHECK(refusal_of(text).starts_with("no JSON at byte "));
    }
}

TEST_CASE("Of what is cut short or empty just that is said") {
    for (const std::string text : {"{", "[", "{\"s3cret\"", "{\"s3cret", "[1, tru", "[1,", "{\"a\": \"\\"}) {
        CAPTURE(text);
        CHECK(refusal_of(text) == "it is cut short, after " + std::to_string(text.size()) + " bytes");
    }
    CHECK(refusal_of("") == "it is empty");
    CHECK(refusal_of(" \r\n\t") == "it is empty");
}

TEST_CASE("Depth and keys have limits") {
    CHECK(refusal_of(std::string(16, '[') + std::string(16, ']')).empty());
    CHECK(refusal_of(std::string(17, '[') + std::string(17, ']')).starts_with("values within values"));
    CHECK_FALSE(refusal_of(std::string(1'000'000, '[')).empty());
    CHECK(refusal_of(R"({"a": 1, "a": 2})") == "an object that has a key twice");
    std::string many = "{";
    for (int i = 0; i < 65; ++i) {
        many += (i > 0 ? "," : "") + std::string("\"k") + std::to_string(i) + "\":0";
    }
    CHECK(refusal_of(many + "}") == "an object with very many keys");
    std::string zeros = "[";
    for (int i = 0; i < 5'999'999; ++i) {
        zeros += i > 0 ? ",0" : "0";
    }
    CHECK(refusal_of(zeros + "]").empty());
    CHECK(refusal_of(zeros + ",0]") == "more values than any report has");
}
