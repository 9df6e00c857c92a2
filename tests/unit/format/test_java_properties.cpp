#include "format/java_properties.hpp"

#include <optional>
#include <string>

#include "catch.hpp"

using namespace postern::format;

namespace {

std::string value_of(const std::string& text, std::string_view key) {
    const JavaProperties properties(text);
    for (const JavaProperty& entry : properties.entries()) {
        if (entry.key == key) {
            return std::string(entry.value);
        }
    }
    return "(none)";
}

std::string written(std::string_view value) {
    std::string text;
    append_property_value(text, value);
    return text;
}

}  // namespace

TEST_CASE("keys and values are separated in three ways") {
    for (const char* text : {"a=b", "a:b", "a b", "a\tb", "a = b", "  a : b", "a\f=\fb", "a  b\n", "a\\\n =b",
                             "a=\\\r\n  b\r\n"}) {
        CAPTURE(text);
        CHECK(value_of(text, "a") == "b");
    }
    CHECK(value_of("a==b", "a") == "=b");
    CHECK(value_of("a = = b ", "a") == "= b ");
    CHECK(value_of("a\\=\\ \\:x=b", "a= :x") == "b");
    CHECK(value_of("a", "a").empty());
    CHECK(value_of("a=", "a").empty());
    CHECK(value_of("=b", "") == "b");
}

TEST_CASE("escapes and continued lines are decoded") {
    CHECK(value_of(R"(a=\t\n\r\f\\\x\"\'\#)", "a") == "\t\n\r\f\\x\"'#");
    CHECK(value_of("a=one \\\n   two\\\r\n\tthree\\\rfour\n", "a") == "one twothreefour");
    CHECK(value_of("a=one\\\\\nb=two\n", "a") == "one\\");
    CHECK(value_of("a=one\\\\\nb=two\n", "b") == "two");
    CHECK(value_of("a=one\\\n# no comment\n", "a") == "one# no comment");
    CHECK(value_of("a=one\\\n\nb=two", "a") == "one");
    CHECK(value_of("a=one\\\n\nb=two", "b") == "two");
    CHECK(value_of("a=one\\", "a") == "one");
    CHECK(value_of(R"(a=\u0041\u00e4\u6F22\ud83d\ude00)", "a") == "Aä漢😀");
    CHECK(value_of(R"(a=\ud83dx)", "a") == "\xEF\xBF\xBDx");
    CHECK(value_of(R"(\u0061=x)", "a") == "x");
}

TEST_CASE("bytes that are no UTF-8 are ISO-8859-1") {
    CHECK(value_of("a=\xC3\xA4", "a") == "ä");
    CHECK(value_of("a=\xE4\\\xE4", "a") == "ää");
    CHECK(value_of("\xEF\xBB\xBF"
                   "a=b",
                   "a") == "b");
}

TEST_CASE("entries know their places") {
    const std::string text = "# c\n\na = one \\\n  two\r\nb\n  c=x";
    const JavaProperties properties(text);
    REQUIRE(properties.entries().size() == 3);
    const auto slice = [&](std::size_t begin, std::size_t end) { return text.substr(begin, end - begin); };
    const JavaProperty& a = properties.entries()[0];
    CHECK(slice(a.begin, a.end) == "a = one \\\n  two\r\n");
    CHECK(slice(a.value_begin, a.value_end) == "one \\\n  two");
    CHECK(a.line == 3);
    CHECK(a.separated);
    const JavaProperty& b = properties.entries()[1];
    CHECK(slice(b.begin, b.end) == "b\n");
    CHECK(b.value_begin == b.value_end);
    CHECK_FALSE(b.separated);
    CHECK(b.line == 5);
    const JavaProperty& c = properties.entries()[2];
    CHECK(slice(c.begin, c.end) == "  c=x");
    CHECK(c.line == 6);
}

TEST_CASE("what a comment switched off is an entry, prose is none") {
    const std::string text =
        "# jdbc.password=one\\\n!mail.host : two\r\n# the password is: three\n#\n# = x\n#alone\n##key=\n! a "
        "b\n";
    const JavaProperties properties(text);
    REQUIRE(properties.entries().size() == 3);
    const JavaProperty& first = properties.entries()[0];
    CHECK(first.commented_out);
    CHECK(first.key == "jdbc.password");
    CHECK(first.value == "one");
    CHECK(text.substr(first.begin, first.end - first.begin) == "# jdbc.password=one\\\n");
    CHECK(properties.entries()[1].key == "mail.host");
    CHECK(properties.entries()[1].value == "two");
    CHECK(properties.entries()[2].key == "key");
    CHECK(properties.entries()[2].value.empty());
}

TEST_CASE("a malformed unicode escape is told") {
    for (const char* text : {"a=\\u12", "a=\\u12x4", "a=\\u+123", "a=\\uD83D\\u", "\\u=1"}) {
        CAPTURE(text);
        CHECK(JavaProperties(text).faults().size() == 1);
    }
    CHECK(JavaProperties("# \\u12\n#a=\\\\u12").faults().empty());
}

TEST_CASE("what is written is read again") {
    for (const std::string value : {"", "x", " lead", "\tlead", "trail ", "= x", ": x", "a=b:c#d!e", "tail\\",
                                    "a\nb\r\tc\f", "ä漢😀\x7F\x01", "\"it's\""}) {
        CAPTURE(value);
        for (const std::string separator : {"=", " ", " : "}) {
            CHECK(value_of("k" + separator + written(value) + "\nnext=1\n", "k") == value);
            CHECK(value_of("k" + separator + written(value) + "\nnext=1\n", "next") == "1");
        }
    }
    CHECK(written("pa=ss") == "pa=ss");
    CHECK(written("ä😀") == "\\u00e4\\ud83d\\ude00");
}
