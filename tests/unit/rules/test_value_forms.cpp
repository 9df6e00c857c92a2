#include "rules/value_forms.hpp"

#include <functional>

#include "catch.hpp"

using namespace postern;
using namespace postern::rules;

namespace {

const std::string kFile = "f.toml";

std::string refusal_of(const std::string& text, const std::function<void(const TomlReader&)>& read) {
    const TomlValue root = parse_toml(text, kFile);
    try {
        read(TomlReader(root, kFile, "t", {1, 1}));
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::rule);
        return std::string(error.what()) + " | " + error.hint();
    }
    return {};
}

std::string date_refusal(const std::string& date) {
    return refusal_of("day = \"" + date + "\"", [](const TomlReader& t) { required_date(t, "day"); });
}

std::string address_refusal(const std::string& address) {
    return refusal_of("at = '" + address + "'", [](const TomlReader& t) { required_address(t, "at"); });
}

}  // namespace

TEST_CASE("an id has lower-case letters, digits and dashes only") {
    const auto read = [](const TomlReader& t) { read_id(t); };
    CHECK(refusal_of("id = 'a-1'", read).empty());
    CHECK(refusal_of("id = 'A'", read) ==
          "f.toml:1:6: the id 'A' | expected only the letters a to z, digits and '-'");
    CHECK(refusal_of("", read) == "f.toml:1:1: t has no 'id' | expected id = \"...\"");
}

TEST_CASE("a date is a day that there is") {
    CHECK(date_refusal("2026-11-24").empty());
    CHECK(date_refusal("2024-02-29").empty());
    CHECK(date_refusal("2026-02-29") == "f.toml:1:7: '2026-02-29' in t.day | expected a day, \"YYYY-MM-DD\"");
    for (const char* date : {"2026-13-01", "2026-00-01", "2026-01-00", "2026-1-01", "26-01-01", "2026/01/01",
                             "2026-01-011", "2026-01", "soon", "2026-01-0x", " 2026-01-01"}) {
        CAPTURE(date);
        CHECK_FALSE(date_refusal(date).empty());
    }
    CHECK(refusal_of("day = 2026-11-24", [](const TomlReader& t) { required_date(t, "day"); }) ==
          "f.toml:1:7: t.day is a date | expected a string");
}

TEST_CASE("an address is a public one") {
    CHECK(address_refusal("https://example.org").empty());
    CHECK(address_refusal("https://www.example.org/a?b=c#d").empty());
    CHECK(address_refusal("http://example.org/") ==
          "f.toml:1:6: 'http://example.org/' in t.at | expected a public address, \"https://...\"");
    for (const char* address : {"https://", "https://localhost/", "https://.org", "https://example.",
                                "https://example.org/a b", "example.org", "https:///example.org"}) {
        CAPTURE(address);
        CHECK_FALSE(address_refusal(address).empty());
    }
}

TEST_CASE("a list has at least one text, each of its form") {
    const auto texts = [](const TomlReader& t) { required_texts(t, "a"); };
    CHECK(refusal_of("a = ['x']", texts).empty());
    CHECK(refusal_of("a = []", texts) == "f.toml:1:1: t has no 'a' | expected a = [\"...\", ...]");
    const auto addresses = [](const TomlReader& t) { required_addresses(t, "a"); };
    CHECK(refusal_of("a = ['https://example.org', 'https://example.com']", addresses).empty());
    CHECK(refusal_of("a = ['https://example.org', 'ftp://example.com']", addresses)
              .starts_with("f.toml:1:29: 'ftp://example.com' in t.a | "));
}

TEST_CASE("a line has no line end, and no other control character") {
    const auto line = [](const TomlReader& t) { required_line(t, "a"); };
    CHECK(refusal_of("a = 'x y'", line).empty());
    CHECK(refusal_of("a = \"x\\ny\"", line) ==
          "f.toml:1:5: t.a has a line end or another control character | expected a text of one line");
    for (const char* text :
         {"a = \"x\\r\"", "a = \"\\t\"", "a = \"\\u0000\"", "a = \"\\u001b[31m\"", "a = \"\\u007f\""}) {
        CAPTURE(text);
        CHECK_FALSE(refusal_of(text, line).empty());
    }
    CHECK_FALSE(refusal_of("a = \"https://example.org/\\u001b\"", [](const TomlReader& t) {
                    required_address(t, "a");
                }).empty());
}
