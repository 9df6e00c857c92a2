#include "rules/toml_reader.hpp"

#include <functional>

#include "catch.hpp"

using namespace postern;
using namespace postern::rules;

namespace {

const std::string kFile = "f.toml";

// What reading the text is refused with, as "what | hint".
std::string refusal_of(std::string_view text, const std::function<void(const TomlReader&)>& read) {
    const TomlValue root = parse_toml(text, kFile);
    try {
        read(TomlReader(root, kFile, "t", {1, 1}));
    } catch (const Error& error) {
        return std::string(error.what()) + " | " + error.hint();
    }
    return {};
}

}  // namespace

TEST_CASE("an unknown key is refused with the nearest one") {
    const auto read = [](const TomlReader& t) { t.allow({"host", "port"}); };
    CHECK(refusal_of("host = 1\n", read).empty());
    CHECK(refusal_of("host = 1\n hots = 2\n", read) ==
          "f.toml:2:2: unknown key 'hots' in t | expected one of its keys; the nearest is 'host'");
}

TEST_CASE("a text is there and not empty when it is required") {
    const auto read = [](const TomlReader& t) { t.required_text("a"); };
    CHECK(refusal_of("a = 'x'\n", read).empty());
    CHECK(refusal_of("", read) == "f.toml:1:1: t has no 'a' | expected a = \"...\"");
    CHECK(refusal_of("\na = ''\n", read) == "f.toml:2:5: t.a is empty | expected a text");
    CHECK(refusal_of("a = 7\n", read) == "f.toml:1:5: t.a is an integer | expected a string");
}

TEST_CASE("one text stands for a list of one") {
    const TomlValue root = parse_toml("a = 'x'\nb = ['y', 'z']\n", kFile);
    const TomlReader reader(root, kFile, "t", {});
    CHECK(plain(reader.texts("a")) == std::vector<std::string>{"x"});
    CHECK(plain(reader.texts("b")) == std::vector<std::string>{"y", "z"});
    CHECK(reader.texts("c").empty());
    const auto read = [](const TomlReader& t) { t.texts("a"); };
    CHECK(refusal_of("a = true", read) ==
          "f.toml:1:5: t.a is a boolean | expected a string or an array of strings");
    CHECK(refusal_of("a = ['x', 1]", read) == "f.toml:1:11: t.a is an integer | expected a string");
}

TEST_CASE("pairs are arrays of two texts") {
    const auto read = [](const TomlReader& t) { t.pairs("a"); };
    CHECK(refusal_of("a = [['x', 'y']]", read).empty());
    CHECK(refusal_of("a = 'x'", read) ==
          "f.toml:1:5: t.a is a string | expected an array of pairs, [[\"...\", \"...\"], ...]");
    CHECK(refusal_of("a = ['x']", read).starts_with("f.toml:1:6: t.a is a string"));
    CHECK(refusal_of("a = [['x']]", read).starts_with("f.toml:1:6: 1 values in an entry of t.a"));
    CHECK(refusal_of("a = [['x', 2]]", read).starts_with("f.toml:1:12: t.a is an integer"));
}

TEST_CASE("a scalar is a string, an integer or a boolean") {
    const auto read = [](const TomlReader& t) { t.scalar(t.entries()[0]); };
    CHECK(refusal_of("a = 25", read).empty());
    CHECK(refusal_of("a = 2.5", read) ==
          "f.toml:1:5: t.a is a time or a fraction | expected a string, an integer or a boolean");
}

TEST_CASE("an integer has a range") {
    const auto read = [](const TomlReader& t) { t.optional_integer("a", 1, 20); };
    CHECK(refusal_of("", read).empty());
    CHECK(refusal_of("a = 1\nb = 99", read).empty());
    CHECK(refusal_of("a = 20", read).empty());
    CHECK(refusal_of("a = 0", read) == "f.toml:1:5: t.a is 0 | expected a number from 1 to 20");
    CHECK(refusal_of("a = 21", read) == "f.toml:1:5: t.a is 21 | expected a number from 1 to 20");
    CHECK(
        refusal_of("a = -9223372036854775808", read).starts_with("f.toml:1:5: t.a is -9223372036854775808"));
    CHECK(refusal_of("a = '7'", read) == "f.toml:1:5: t.a is a string | expected an integer");
    const TomlValue root = parse_toml("a = 0x10\n", kFile);
    CHECK(TomlReader(root, kFile, "t", {}).optional_integer("a", 1, 20) == 16);
    CHECK_FALSE(TomlReader(root, kFile, "t", {}).optional_integer("b", 1, 20).has_value());
}

TEST_CASE("a flag is true, false or missing") {
    const TomlValue root = parse_toml("a = true\nb = false\n", kFile);
    const TomlReader reader(root, kFile, "t", {});
    CHECK(reader.flag("a"));
    CHECK_FALSE(reader.flag("b"));
    CHECK_FALSE(reader.flag("c"));
    CHECK(refusal_of("a = 1", [](const TomlReader& t) { t.flag("a"); }) ==
          "f.toml:1:5: t.a is an integer | expected true or false");
}

TEST_CASE("tables are asked for by key") {
    const TomlValue root = parse_toml("a.b = 1\n[[c]]\n[[c]]\n", kFile);
    const TomlReader reader(root, kFile, "t", {});
    REQUIRE(reader.table("a").has_value());
    CHECK(reader.table("a")->name() == "t.a");
    CHECK(reader.tables("a").size() == 1);
    CHECK(reader.tables("c").size() == 2);
    CHECK(reader.tables("c")[1].place().line == 3);
    CHECK_FALSE(reader.table("x").has_value());
    CHECK(refusal_of("a = 1", [](const TomlReader& t) { t.table("a"); }) ==
          "f.toml:1:5: t.a is an integer | expected a table");
    CHECK(refusal_of("a = 1", [](const TomlReader& t) { t.tables("a"); }) ==
          "f.toml:1:5: t.a is an integer | expected a table or an array of tables");
    CHECK(refusal_of("a = [1]", [](const TomlReader& t) { t.tables("a"); }) ==
          "f.toml:1:6: t.a is an integer | expected a table");
}

TEST_CASE("a word is one of a list") {
    const auto read = [](const TomlReader& t) {
        const std::vector<std::string_view> words = {"in", "out"};
        t.expect_word(t.required_text("a"), words);
    };
    CHECK(refusal_of("a = 'in'", read).empty());
    CHECK(refusal_of("a = 'up'", read) == "f.toml:1:5: 'up' in t | expected 'in' or 'out'");
}
