#include "format/xml_tag.hpp"

#include "catch.hpp"

using namespace postern::format;

namespace {

std::string fault_of(std::string_view text) {
    XmlTag tag;
    XmlFault fault;
    REQUIRE(parse_start_tag(text, tag, fault) == XmlTagStatus::malformed);
    return fault.reason;
}

}  // namespace

TEST_CASE("a start tag is taken apart with its bytes") {
    const std::string_view text = "<Resource\r\n a = 'x\"y'  b=\"&lt;\" / >";
    XmlTag tag;
    XmlFault fault;
    CHECK(parse_start_tag(text, tag, fault) == XmlTagStatus::malformed);
    const std::string_view good = "<Resource\r\n a = 'x\"y'  b=\"&lt;\" />tail";
    REQUIRE(parse_start_tag(good, tag, fault) == XmlTagStatus::complete);
    CHECK(tag.name == "Resource");
    CHECK(tag.self_closing);
    CHECK(good.substr(tag.end) == "tail");
    REQUIRE(tag.attributes.size() == 2);
    CHECK(tag.attributes[0].name == "a");
    CHECK(raw_value(good, tag.attributes[0]) == "x\"y");
    CHECK(good.substr(tag.attributes[0].begin, 4) == "\r\n a");
    CHECK(good.substr(tag.attributes[1].begin, 3) == "  b");
    CHECK(good[tag.attributes_end] == ' ');
    CHECK(tag.find("b") == &tag.attributes[1]);
    CHECK(tag.find("c") == nullptr);
}

TEST_CASE("a tag that is cut anywhere asks for more") {
    const std::string_view text = "<a b = 'c' d=\"e>\"/>";
    for (std::size_t size = 1; size < text.size(); ++size) {
        XmlTag tag;
        XmlFault fault;
        CAPTURE(size);
        CHECK(parse_start_tag(text.substr(0, size), tag, fault) == XmlTagStatus::need_more);
    }
}

TEST_CASE("malformed tags are named") {
    CHECK(fault_of("<a b=c>") == "an attribute without quotes");
    CHECK(fault_of("<a b>") == "an attribute without a value");
    CHECK(fault_of("<a b='1' b='2'>") == "an attribute given twice");
    CHECK(fault_of("<a b='1'c='2'>") == "an attribute without white space before it");
    CHECK(fault_of("<a b='<'>") == "a '<' inside an attribute");
    CHECK(fault_of("<a <b>") == "a '<' inside a tag");
    CHECK(fault_of("<a / b='1'>") == "a slash inside a tag");
    CHECK(fault_of("<a ='1'>") == "an attribute without a name");
    std::string many = "<a";
    for (int i = 0; i < 2000; ++i) {
        many += " a" + std::to_string(i) + "=''";
    }
    CHECK(fault_of(many + ">") == "a tag with too many attributes");
}

TEST_CASE("a bare tag is all of its text") {
    XmlTag tag;
    XmlFault fault;
    REQUIRE(parse_bare_tag("Resource a='1' /", tag, fault) == XmlTagStatus::complete);
    CHECK(tag.name == "Resource");
    CHECK(raw_value("Resource a='1' /", tag.attributes.at(0)) == "1");
    CHECK(parse_bare_tag("Resource a='1' tail", tag, fault) == XmlTagStatus::malformed);
    CHECK(parse_bare_tag("Resource is not here", tag, fault) == XmlTagStatus::malformed);
    CHECK(parse_bare_tag("", tag, fault) == XmlTagStatus::malformed);
}
