#include "format/xml_text.hpp"

#include "catch.hpp"

using namespace postern::format;

namespace {

std::string decoded(std::string_view raw, XmlPlace place = XmlPlace::text,
                    XmlEncoding encoding = XmlEncoding::utf8) {
    std::string text;
    CHECK(append_decoded(text, raw, place, encoding).empty());
    return text;
}

std::string encoded(std::string_view value, const XmlTarget& target) {
    std::string text;
    CHECK(append_encoded(text, value, target));
    return text;
}

}  // namespace

TEST_CASE("references are decoded") {
    CHECK(decoded("a&amp;b&lt;&gt;&quot;&apos;") == "a&b<>\"'");
    CHECK(decoded("&#9;&#x41;&#xe9;&#x1F600;") == "\tA\xC3\xA9\xF0\x9F\x98\x80");
    CHECK(decoded("&amp;lt;", XmlPlace::cdata) == "&amp;lt;");
}

TEST_CASE("what is no reference is kept and told") {
    for (const char* raw :
         {"&nosuch;", "&", "a & b", "&#0;", "&#xD800;", "&#99999999999;", "&#x;", "&#;", "&#1x;"}) {
        std::string text;
        CAPTURE(raw);
        CHECK_FALSE(append_decoded(text, raw, XmlPlace::text).empty());
        CHECK(text == raw);
    }
}

TEST_CASE("line ends are those of an XML parser") {
    CHECK(decoded("a\r\nb\rc\n\td") == "a\nb\nc\n\td");
    CHECK(decoded("a\r\nb\rc\n\td", XmlPlace::attribute) == "a b c  d");
    CHECK(decoded("a&#13;&#10;b", XmlPlace::attribute) == "a\r\nb");
}

TEST_CASE("other character sets become UTF-8") {
    CHECK(decoded("caf\xE9", XmlPlace::text, XmlEncoding::latin1) == "caf\xC3\xA9");
    CHECK(decoded("\x80\x9F\xFF", XmlPlace::text, XmlEncoding::windows1252) ==
          "\xE2\x82\xAC\xC5\xB8\xC3\xBF");
    std::string text;
    CHECK_FALSE(append_decoded(text, "caf\xE9", XmlPlace::text, XmlEncoding::utf8).empty());
    CHECK(text == "caf\xE9");
    CHECK_FALSE(append_decoded(text, "caf\xE9", XmlPlace::text, XmlEncoding::ascii).empty());
    CHECK_FALSE(append_decoded(text, std::string_view("\0", 1), XmlPlace::text).empty());
}

TEST_CASE("encodings are known by name") {
    CHECK(xml_encoding_named("Utf-8") == XmlEncoding::utf8);
    CHECK(xml_encoding_named("ISO-8859-1") == XmlEncoding::latin1);
    CHECK(xml_encoding_named("WINDOWS-1252") == XmlEncoding::windows1252);
    CHECK(xml_encoding_named("US-ASCII") == XmlEncoding::ascii);
    CHECK_FALSE(xml_encoding_named("UTF-16"));
}

TEST_CASE("values are written for their place") {
    CHECK(encoded("<a b='c' d=\"e\">&\t\n\r", {}) ==
          "&lt;a b=&apos;c&apos; d=&quot;e&quot;&gt;&amp;&#9;&#10;&#13;");
    CHECK(encoded("a\n\"]]>\r", {XmlPlace::text}) == "a\n\"]]&gt;&#13;");
    CHECK(encoded("a]]>b", {XmlPlace::cdata}) == "<![CDATA[a]]]]><![CDATA[>b]]>");
    CHECK(encoded("a\rb", {XmlPlace::cdata}) == "<![CDATA[a]]>&#13;<![CDATA[b]]>");
    CHECK(encoded("", {XmlPlace::cdata}) == "<![CDATA[]]>");
    CHECK(encoded("a--b", {}) == "a--b");
    CHECK(encoded("a-->b---", {.in_comment = true}).find("--") == std::string::npos);
    CHECK(encoded(" a b ", {.place = XmlPlace::text, .guard_edges = true}) == "&#32;a b&#32;");
}

TEST_CASE("what a character set lacks becomes a reference") {
    CHECK(encoded("\xC3\xA9\xE2\x82\xAC", {XmlPlace::text, XmlEncoding::latin1}) == "\xE9&#8364;");
    CHECK(encoded("\xC3\xA9\xE2\x82\xAC", {XmlPlace::text, XmlEncoding::windows1252}) == "\xE9\x80");
    CHECK(encoded("\xC3\xA9", {XmlPlace::attribute, XmlEncoding::ascii}) == "&#233;");
    CHECK(encoded("\xC2\x85", {XmlPlace::text, XmlEncoding::windows1252}) == "&#133;");
}

TEST_CASE("what XML cannot hold is refused") {
    std::string text;
    CHECK_FALSE(append_encoded(text, std::string_view("a\0b", 3), {}));
    CHECK_FALSE(append_encoded(text, "\x1B", {}));
    CHECK_FALSE(append_encoded(text, "\xEF\xBF\xBE", {}));
    CHECK_FALSE(append_encoded(text, "\xFF", {}));
}

TEST_CASE("every character comes back from every place") {
    std::string all;
    for (char32_t c :
         {U'\t', U'\n', U'\r', U' ', U']', U']', U'>', U'&', U'<', U'"', U'\'', U'-', U'-', U'-'}) {
        all += static_cast<char>(c);
    }
    all += "\xC2\x80\xC3\xBF\xE2\x82\xAC\xF0\x9F\x98\x80";
    for (auto encoding :
         {XmlEncoding::utf8, XmlEncoding::ascii, XmlEncoding::latin1, XmlEncoding::windows1252}) {
        CHECK(decoded(encoded(all, {XmlPlace::attribute, encoding}), XmlPlace::attribute, encoding) == all);
        CHECK(decoded(encoded(all, {XmlPlace::text, encoding}), XmlPlace::text, encoding) == all);
    }
}
