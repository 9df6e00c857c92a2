#include "source/tomee_resource.hpp"

#include "catch.hpp"
#include "source/tomcat_xml_source.hpp"
#include "support/reader_properties.hpp"

using namespace postern;
using namespace postern::test;

namespace {

std::unique_ptr<Source> make(base::ByteWindow& window) {
    return std::make_unique<source::TomcatXmlSource>(window);
}

const CollectingSink kWanted({"resource"});

ReadResult read(const std::string& body) {
    return read_all(make, "<tomee><Resource id='m' type='s' x='y'>" + body + "</Resource></tomee>", kWanted);
}

// The body after an edit.
std::string edited(const std::string& body, const Edit& edit, std::size_t record = 0) {
    CollectingSink editing = kWanted;
    editing.edit = edit;
    editing.edit_record = record;
    const std::string head = "<tomee><Resource id='m' type='s' x='y'>";
    const std::string tail = "</Resource></tomee>";
    const std::string output = read_all(make, head + body + tail, editing).output;
    REQUIRE(output.starts_with(head));
    REQUIRE(output.ends_with(tail));
    return output.substr(head.size(), output.size() - head.size() - tail.size());
}

}  // namespace

TEST_CASE("the body of a TomEE resource gives fields") {
    const ReadResult result = read("\n  a=1\n  b : 2 &amp; 3 \n  c\\\n   d 4\n e=\\u00e4\n f\n ");
    CHECK(result.skips.empty());
    REQUIRE(result.records.size() == 1);
    const OwnedRecord& record = result.records[0];
    CHECK(record.name == "Resource");
    CHECK_FALSE(record.commented_out);
    CHECK(record.value("id") == "m");
    CHECK(record.value("x") == "y");
    CHECK(record.value("a") == "1");
    CHECK(record.value("b") == "2 & 3 ");
    CHECK(record.value("cd") == "4");
    CHECK(record.value("e") == "\xC3\xA4");
    CHECK(record.value("f") == "");
}

TEST_CASE("a TomEE resource keeps the properties of a reader") {
    check_reader_properties(
        make,
        "<tomee>\r\n<Resource>\r\n a = x\\\r\n  y\r\nb&lt; z &amp;\r\n"
        "<![CDATA[c=<&>\n]]>d=1\n# e=2\n!f:2\n<!-- f=3\n g = 4\n--></Resource><Resource/></tomee>",
        kWanted, 40);
}

TEST_CASE("what is commented out in a TomEE resource is a record of its own") {
    const ReadResult result =
        read("\na=1\n#a=2\n# prose of two words\n! b: 3\n#a=4\n<!-- a=5 <b>\n#a=6\n--><!---->");
    CHECK(result.skips.empty());
    REQUIRE(result.records.size() == 5);
    CHECK(result.records[0].value("a") == "1");
    for (std::size_t i = 1; i < 5; ++i) {
        CHECK(result.records[i].commented_out);
        CHECK(result.records[i].value("id") == "m");
        CHECK(result.records[i].value("type") == "s");
        CHECK_FALSE(result.records[i].value("x").has_value());
    }
    CHECK(result.records[1].value("a") == "2");
    CHECK(result.records[1].value("b") == "3");
    CHECK(result.records[2].value("a") == "4");
    CHECK(result.records[3].value("a") == "5 <b>");
    CHECK(result.records[4].value("a") == "6");
}

TEST_CASE("what a later line overrides is told and changed with it") {
    const ReadResult result = read("a=1\nb=2\na=3\n");
    REQUIRE(result.records.size() == 2);
    CHECK(result.records[0].value("a") == "3");
    CHECK(result.records[0].fields.size() == 6);
    CHECK(result.records[0].fields.back().name == "a");
    CHECK(result.records[0].fields.back().value == "1");
    CHECK(result.records[1].value("a") == "1");
    CHECK(result.records[1].commented_out);
}

TEST_CASE("edits to the body of a TomEE resource") {
    CHECK(edited("\n  a = 1\n  b=2\n", {3, "", "x<\n\xC3\xA4 "}) == "\n  a = x&lt;\\n\\u00e4 \n  b=2\n");
    CHECK(edited("\r\n  a = 1\r\n  b=2\r\n", {3, "", std::nullopt}) == "\r\n  b=2\r\n");
    CHECK(edited("a", {3, "", "1"}) == "a=1");
    CHECK(edited("a=1", {3, "", std::nullopt}) == "");
    CHECK(edited("<![CDATA[a=1\n]]>", {3, "", "]]>"}) == "<![CDATA[a=]]>]]&gt;<![CDATA[\n]]>");
    CHECK(edited("a=1<!-- -->\nb=2", {3, "", std::nullopt}) == "a=<!-- -->\nb=2");
    CHECK(edited("b=1\n#a=2\n", {2, "", std::nullopt}, 1) == "b=1\n");
    CHECK(edited("b=1<!--a=2-->", {2, "", "-->"}, 1) == "b=1<!--a=-&#45;&gt;-->");
}

TEST_CASE("new properties of a TomEE resource") {
    CHECK(edited("\n a=1\n", {kNewField, "n", "v<"}) == "\n a=1\nn=v&lt;\n");
    CHECK(edited("\n a=1\n#b=2\n", {kNewField, "n", "v"}, 1) == "\n a=1\n#b=2\n#n=v\n");
    CHECK(edited("a=1<!-- b=2\n-->", {kNewField, "n", "v"}, 1) == "a=1<!-- b=2\nn=v\n-->");
    CHECK(edited("<![CDATA[a=1\n]]>", {kNewField, "n", "v"}) == "<![CDATA[a=1]]>\nn=v<![CDATA[\n]]>");
}

TEST_CASE("a property with markup in its value is told") {
    const ReadResult result = read("a=1<!-- -->2\nb=3");
    REQUIRE(result.skips.size() == 1);
    CHECK(result.skips[0].reason == "a property with markup in its value");
    REQUIRE(result.records.size() == 1);
    CHECK(result.records[0].value("b") == "3");
    CHECK_FALSE(result.records[0].value("a").has_value());
}

TEST_CASE("a resource without properties in it is one of Tomcat's") {
    for (const char* body : {"", " \n ", "<a/>", "a=1<b/>", "<!---->"}) {
        CAPTURE(body);
        const ReadResult result = read(body);
        CHECK(result.skips.empty());
        REQUIRE(result.records.size() == 1);
        CHECK(result.records[0].value("x") == "y");
        CHECK(result.records[0].fields.size() == 3);
    }
}

TEST_CASE("TomEE resources in a comment of the file") {
    const std::string input =
        "<tomee><!-- <Resource id='a'>\np=1\n#q=2\n</Resource> <Resource id='b'/> <Resource id='c'>text "
        "--></tomee>";
    const ReadResult result = read_all(make, input, kWanted);
    CHECK(result.skips.empty());
    REQUIRE(result.records.size() == 4);
    for (const OwnedRecord& record : result.records) {
        CHECK(record.commented_out);
    }
    CHECK(result.records[0].value("p") == "1");
    CHECK(result.records[1].value("q") == "2");
    CHECK(result.records[2].value("id") == "b");
    CHECK(result.records[3].value("id") == "c");
    CHECK(result.output == input);
}
