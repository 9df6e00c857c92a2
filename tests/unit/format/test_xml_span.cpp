#include "format/xml_span.hpp"

#include "catch.hpp"

using namespace postern::format;

TEST_CASE("markup is told apart, or asks for more") {
    CHECK(classify_markup("<") == XmlMarkup::need_more);
    CHECK(classify_markup("<a") == XmlMarkup::start_tag);
    CHECK(classify_markup("<\xC3\xA9") == XmlMarkup::start_tag);
    CHECK(classify_markup("</a") == XmlMarkup::end_tag);
    CHECK(classify_markup("<?x") == XmlMarkup::instruction);
    CHECK(classify_markup("<!") == XmlMarkup::need_more);
    CHECK(classify_markup("<!-") == XmlMarkup::need_more);
    CHECK(classify_markup("<!--") == XmlMarkup::comment);
    CHECK(classify_markup("<![CDATA") == XmlMarkup::need_more);
    CHECK(classify_markup("<![CDATA[") == XmlMarkup::cdata);
    CHECK(classify_markup("<!DOCTYPE") == XmlMarkup::doctype);
    CHECK(classify_markup("<!doctype") == XmlMarkup::malformed);
    CHECK(classify_markup("< a") == XmlMarkup::malformed);
    CHECK(classify_markup("<1") == XmlMarkup::malformed);
}

TEST_CASE("a terminator is found wherever it stands") {
    CHECK(find_terminator("x]]>", XmlMarkup::cdata) == 1);
    CHECK(find_terminator("]]]]>", XmlMarkup::cdata) == 2);
    CHECK(find_terminator("] ]> ]]", XmlMarkup::cdata) == std::string_view::npos);
    CHECK(find_terminator("----> -->", XmlMarkup::comment) == 2);
    CHECK(find_terminator("?>", XmlMarkup::instruction) == 0);
    CHECK(find_terminator("", XmlMarkup::comment) == std::string_view::npos);
}

TEST_CASE("the end of a tag is found however it is cut") {
    const std::string tag = R"( a="x > y" b='it "is" > <' c="it's"/>)";
    for (std::size_t piece = 1; piece <= tag.size(); ++piece) {
        XmlTagEnd end;
        std::size_t found = 0;
        for (std::size_t at = 0; at < tag.size(); at += piece) {
            const std::string part = tag.substr(at, piece);
            const std::size_t length = end.find(part);
            found += length;
            if (length < part.size()) {
                break;
            }
        }
        CHECK(found == tag.size() - 1);
        CHECK(end.self_closing());
    }
}

TEST_CASE("a tag that is not self-closing or not closed is told") {
    XmlTagEnd open;
    CHECK(open.find(" a='/'>") == 6);
    CHECK_FALSE(open.self_closing());
    XmlTagEnd stray;
    CHECK(stray.find(" a=1 <b>") == 5);
}

TEST_CASE("a shown tag is short and printable") {
    CHECK(shown_tag("MailServer") == "<MailServer>");
    CHECK(shown_tag("my-secret") == "an element");
}
