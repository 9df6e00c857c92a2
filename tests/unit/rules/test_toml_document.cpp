#include "rules/toml_document.hpp"

#include "catch.hpp"

using namespace postern;
using namespace postern::rules;

namespace {

std::string refusal_of(std::string_view text) {
    try {
        parse_toml(text, "f.toml");
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::rule);
        return error.what();
    }
    return {};
}

}  // namespace

TEST_CASE("entries keep the order of the file and their places") {
    const TomlValue root = parse_toml("zebra = 1\n  apple = 'x'\n[[t]]\nb = true\na = [1.5]\n", "f.toml");
    REQUIRE(root.entries.size() == 3);
    CHECK(root.entries[0].key == "zebra");
    CHECK(root.entries[0].value.text == "1");
    CHECK(root.entries[1].key == "apple");
    CHECK(root.entries[1].place.line == 2);
    CHECK(root.entries[1].place.column == 3);
    CHECK(root.entries[1].value.place.column == 11);
    const TomlValue& table = root.entries[2].value.items.at(0);
    CHECK(table.place.line == 3);
    CHECK(table.entries[0].key == "b");
    CHECK(table.entries[0].value.text == "true");
    CHECK(table.entries[1].value.items[0].type == TomlType::other);
}

TEST_CASE("inline tables and dotted keys keep their order too") {
    const TomlValue root = parse_toml("row = { z = 'a', b = 'c' }\nr.y = 'd'\nr.x = 'e'\n", "f.toml");
    CHECK(root.entries[0].value.entries[0].key == "z");
    CHECK(root.entries[0].value.entries[1].key == "b");
    CHECK(root.entries[1].value.entries[0].key == "y");
    CHECK(root.entries[1].value.entries[1].key == "x");
}

TEST_CASE("what is not TOML is refused with its place") {
    CHECK(refusal_of("a = 1\nb = \n").starts_with("f.toml:2:"));
    CHECK(refusal_of("a = 1\na = 2\n").starts_with("f.toml:2:5: "));
    CHECK(refusal_of("a = \"\xff\"").starts_with("f.toml:1:"));
    CHECK(refusal_of("a = '\x01'").find('\x01') == std::string::npos);
}

TEST_CASE("a brace that closes an array is refused, whatever the build") {
    CHECK(refusal_of("a = [1,}").starts_with("f.toml:1:8: "));
}

TEST_CASE("letters beyond ASCII belong in quotes") {
    CHECK(refusal_of("Gr\u00f6\u00dfe = 1").starts_with("f.toml:1:3: "));
    CHECK(refusal_of("\ufefd = 1").starts_with("f.toml:1:1: "));
    const TomlValue root = parse_toml("a = \"\"\"x \\\n  \u00e9\"\"\"\n'\u00f6' = 2\n", "f.toml");
    CHECK(root.entries[0].value.text == "x \u00e9");
    CHECK(root.entries[1].key == "\u00f6");
}

TEST_CASE("a key as deep as the file is long is refused") {
    std::string text = "# first\n";
    for (int i = 0; i < 100000; ++i) {
        text += "a.";
    }
    CHECK(refusal_of(text + "a = 1\n") == "f.toml:2:1: a line with hundreds of dots");
    std::string longest;
    for (int i = 0; i < 500; ++i) {
        longest += "a.";
    }
    CHECK(refusal_of("[" + longest + "a]\n" + longest + "a = 1\n").empty());
}

TEST_CASE("types have names") {
    CHECK(describe(TomlType::text) == "a string");
    CHECK(describe(TomlType::integer) == "an integer");
    CHECK(describe(TomlType::boolean) == "a boolean");
    CHECK(describe(TomlType::array) == "an array");
    CHECK(describe(TomlType::table) == "a table");
    CHECK(describe(TomlType::other) == "a time or a fraction");
}

TEST_CASE("a date is one, and only one that there is") {
    const TomlValue root = parse_toml("day = 2027-03-31\n", "f.toml");
    CHECK(root.entries[0].value.type == TomlType::date);
    CHECK(root.entries[0].value.text == "2027-03-31");
    CHECK(describe(TomlType::date) == "a date");
    CHECK(parse_toml("day = 2027-03-31T10:00:00Z\n", "f.toml").entries[0].value.type == TomlType::other);
    CHECK_FALSE(refusal_of("day = 2027-02-29\n").empty());
}

TEST_CASE("of a file that may be none of ours nothing is repeated") {
    for (const char* text : {"CANARY", "CANARY = 1\nCANARY = 2\n", "a = CANARY", "x = 'CANARY", "[CANARY"}) {
        INFO(text);
        try {
            parse_foreign_toml(text, "f.toml");
            FAIL_CHECK();
        } catch (const Error& error) {
            CHECK(error.kind() == ErrorKind::rule);
            CHECK(std::string(error.what()).starts_with("f.toml:"));
            CHECK((error.what() + error.hint()).find("CANARY") == std::string::npos);
        }
    }
    CHECK(parse_foreign_toml("a = 1", "f.toml").entries.size() == 1);
    CHECK(shown_key("fail-on") == "'fail-on'");
    for (const char* key : {"Secret", "s3cret", "two words", "a_b"}) {
        CHECK(shown_key(key) == "a key");
    }
    CHECK(shown_key(std::string(41, 'x')) == "a key");
}
