#include "format/xml_flat_text.hpp"

#include "catch.hpp"

using namespace postern::format;

namespace {

std::string flat(std::string_view content, XmlEncoding encoding = XmlEncoding::utf8) {
    return std::string(XmlFlatText(content, encoding).text());
}

// The bytes that a word of the text stands for; "!" before them where there is markup among them.
std::string bytes_of(std::string_view content, std::string_view word) {
    const XmlFlatText text(content, XmlEncoding::utf8);
    const std::size_t at = text.text().find(word);
    REQUIRE(at != std::string_view::npos);
    const XmlPlaceInText place = text.place(at, at + word.size());
    return (place.markup ? "!" : "") + std::string(content.substr(place.begin, place.end - place.begin)) +
           (place.in_cdata ? " in CDATA" : "");
}

}  // namespace

TEST_CASE("character data is one text") {
    CHECK(flat("") == "");
    CHECK(flat("a&amp;b&#10;c&no;d&e\r\nf\rg") == "a&b\nc&no;d&e\nf\ng");
    CHECK(flat("a<!-- x -->b<![CDATA[<&amp;\r\n>]]>c<?p q?>d<e f='g'>h</e>") == "ab<&amp;\n>cdh");
    CHECK(flat("\xE4", XmlEncoding::latin1) == "\xC3\xA4");
    CHECK(flat("\xC3\xA4&#228;") == "\xC3\xA4\xC3\xA4");
    CHECK(flat("a<![CDATA[b") == "a");
    CHECK(flat("<![CDATA[]]>") == "");
    CHECK(XmlFlatText("a<b>&lt;", XmlEncoding::utf8, true).text() == "a<b><");
}

TEST_CASE("a part of the text leads to its bytes") {
    CHECK(bytes_of("x&amp;y z", "&y") == "&amp;y");
    CHECK(bytes_of("a\r\nbc", "\nb") == "\r\nb");
    CHECK(bytes_of("a<!-- -->b", "ab") == "!a<!-- -->b");
    CHECK(bytes_of("a<![CDATA[bc]]>d", "b") == "b in CDATA");
    CHECK(bytes_of("a<![CDATA[bc]]>d", "bcd") == "!bc]]>d in CDATA");
    CHECK(bytes_of("\xC3\xA4x", "\xC3\xA4") == "\xC3\xA4");
}

TEST_CASE("an empty part stands behind what is before it") {
    const XmlFlatText text("a&amp;<!-- -->b", XmlEncoding::utf8);
    CHECK(text.place(0, 0).begin == 0);
    CHECK(text.place(2, 2).begin == 6);
    CHECK(text.place(2, 2).end == 6);
    CHECK(text.place(3, 3).begin == 15);
    CHECK(XmlFlatText("", XmlEncoding::utf8).place(0, 0).end == 0);
    CHECK(XmlFlatText("<![CDATA[a]]>", XmlEncoding::utf8).place(0, 0).begin == 9);
    CHECK(XmlFlatText("<![CDATA[a]]>", XmlEncoding::utf8).place(0, 0).in_cdata);
}
