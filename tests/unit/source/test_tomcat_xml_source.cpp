#include "source/tomcat_xml_source.hpp"

#include <fstream>
#include <sstream>

#include "catch.hpp"
#include "support/project_root.hpp"
#include "support/reader_properties.hpp"

using namespace postern;
using namespace postern::test;

namespace {

std::unique_ptr<Source> make(base::ByteWindow& window) {
    return std::make_unique<source::TomcatXmlSource>(window);
}

std::string fixture(const std::string& name) {
    std::ifstream file(test::project_root() + "/fixtures/tomcat/" + name, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

const CollectingSink kWanted({"resource", "resourceparams"});

ReadResult read(const std::string& input) {
    const ReadResult result = read_all(make, input, kWanted, 5);
    CHECK(result.output == input);
    return result;
}

}  // namespace

TEST_CASE("Tomcat resources are read, commented-out ones too") {
    const ReadResult result = read(fixture("server.xml"));
    REQUIRE(result.records.size() == 5);
    CHECK(result.skips.empty());
    CHECK(result.records[0].value("password") == "tom&cat-relay");
    CHECK(result.records[0].line == 4);
    CHECK_FALSE(result.records[1].commented_out);
    CHECK(result.records[2].value("password") == "commented-out-pw");
    CHECK(result.records[2].commented_out);
    CHECK(result.records[2].line == 11);
    CHECK(result.records[3].value("password") == "switched-off-pw");
    CHECK(result.records[3].commented_out);
    CHECK(result.records[4].value("password") == "single\"quote-pw");
    CHECK_FALSE(result.records[4].commented_out);
}

TEST_CASE("Tomcat's old parameters are read as fields") {
    const ReadResult result = read(fixture("resource-params.xml"));
    REQUIRE(result.records.size() == 4);
    CHECK(result.records[3].name == "ResourceParams");
    CHECK(result.records[3].value("name") == "mail/JiraMailServer");
    CHECK(result.records[3].value("password") == "resource&params-pw");
    const ReadResult odd = read(
        "<C><!-- <ResourceParams name='x'><parameter><name> a </name><value>\n <![CDATA[ b ]]> "
        "</value></parameter>"
        "<parameter><name>c</name><value> d\n</value></parameter><parameter><value>e</value></parameter>"
        "</ResourceParams> <ResourceParams> -->\n<ResourceParams name='y'/></C>");
    REQUIRE(odd.records.size() == 2);
    CHECK(odd.records[0].commented_out);
    CHECK(odd.records[0].value("a") == " b ");
    CHECK(odd.records[0].value("c") == "d");
    CHECK(odd.records[0].fields.size() == 3);
}

TEST_CASE("Tomcat XML keeps the properties of a reader") {
    check_reader_properties(make, fixture("server.xml"), kWanted, 45);
    check_reader_properties(
        make,
        "<C><ResourceParams name='n'> <parameter><name>p</name><value>v</value></parameter>"
        "<parameter><value/><name> q </name></parameter></ResourceParams>"
        "<!-- <ResourceParams name='m'><parameter><name>a</name><value> x </value></parameter>"
        "</ResourceParams> <Resource b='c'/> --></C>",
        kWanted, 50);
}

TEST_CASE("a malformed Tomcat tag is told and read past") {
    const ReadResult result = read(fixture("unquoted.xml"));
    REQUIRE(result.records.size() == 1);
    CHECK(result.records[0].value("password") == "after-unquoted-pw");
    REQUIRE(result.skips.size() == 1);
    CHECK(result.skips[0].reason == "an attribute without quotes in <Connector>");
    CHECK(result.skips[0].at == fixture("unquoted.xml").find("<Connector"));
}

TEST_CASE("Tomcat resources behind all kinds of damage are found") {
    const std::string good = "<Resource a='b'/>";
    const std::string text = GENERATE(
        as<std::string>(), "<Server><Host name=\"x>{}</Server>", "<Server><Host x=1>{}</Host></Server>",
        "<Server><Host x=1/>{}</Server>", "<Server><Host>{}</Server>", "<Server></Host>{}</Server>",
        "<Server>< {}</Server>", "<Server><1>{}</Server>", "<Server>{}", "{}<Server/>junk",
        "<Server <Host>{}</Server>", "<Server><Host x='1' x='2'>{}</Host></Server>",
        "<Server><ResourceParams><a>{}</ResourceParams></Server>", "<Server>{}<!-- ", "<Server>{}<Host ",
        "<Server><Resource a='1\">{}</Server>");
    CAPTURE(text);
    std::string input = text;
    const ReadResult result = read(input.replace(input.find("{}"), 2, good));
    REQUIRE(result.records.size() >= 1);
    CHECK(result.records.back().value("a") == "b");
    CHECK(result.skips.size() == 1);
}

TEST_CASE("garbage in Tomcat comments is no skip") {
    const ReadResult result = read(
        "<C><!-- <Resource a=b/> <x> <Resource v='0'/> <Resource --><!--Resource is "
        "off--><!--Resource--><!----><!-- - --><!-- "
        "<Resource "
        "x='1'/><Resource y='2'/> --><!-- Resource z='3' /--><!-- &no; <<< > ]]> --></C><!--<Resource "
        "w='4'/>-->");
    REQUIRE(result.records.size() == 5);
    CHECK(result.skips.empty());
    CHECK(result.records[0].value("v") == "0");
    CHECK(result.records[1].value("x") == "1");
    CHECK(result.records[2].value("y") == "2");
    CHECK(result.records[3].value("z") == "3");
    CHECK(result.records[4].value("w") == "4");
}

TEST_CASE("an edit cannot end a Tomcat comment") {
    CollectingSink editing = kWanted;
    editing.edit = Edit{0, "", "--><b/>--"};
    const std::string output = read_all(make, "<C><!--Resource a='x' /--></C>", editing).output;
    CHECK(output.find("--") == 5);
    CHECK(output.find("--", 7) == output.size() - 7);
    CHECK(read_all(make, output, kWanted).records.at(0).value("a") == "--><b/>--");
}

TEST_CASE("new fields of Tomcat elements are written") {
    CollectingSink editing = kWanted;
    editing.edit = Edit{kNewField, "n", "v"};
    CHECK(read_all(make, "<C><Resource a='b'/></C>", editing).output == "<C><Resource a='b' n=\"v\"/></C>");
    CHECK(read_all(make, "<C><ResourceParams name='x'></ResourceParams></C>", editing).output ==
          "<C><ResourceParams "
          "name='x'><parameter><name>n</name><value>v</value></parameter></ResourceParams></C>");
}

TEST_CASE("a Tomcat file that declares entities is refused") {
    const ReadResult result =
        read("<!DOCTYPE Server [<!ENTITY a SYSTEM 'b'>]><Server><Resource a='b'/></Server>");
    CHECK(result.records.empty());
    CHECK(result.skips.size() == 1);
}

TEST_CASE("a malformed mail resource in a Tomcat comment is told") {
    const std::string text = GENERATE(
        as<std::string>(), "<C><!-- <Resource type=\"javax.mail.Session\" password=\"x\" --></C>",
        "<C><!-- <Resource name='a>b' password='x<y'/> --></C>", "<C><!-- <Resource password=x/> --></C>",
        "<C><!-- <Resource a='1' a='mail'/> --></C>", "<C><!--Resource a='b' password='x<y' /--></C>",
        "<C><!-- Resource a='b' password='x'/> --></C>",
        "<C><!-- <ResourceParams a='b'><parameter><name>password</name> --></C>",
        "<C><!-- <ResourceParams a='mail'></b></ResourceParams> --></C>",
        "<C><!-- <Resource a='b'/> <Resource password='c --></C>");
    CAPTURE(text);
    const ReadResult result = read(text);
    REQUIRE(result.skips.size() == 1);
    const bool params = text.find("Params") != std::string::npos;
    CHECK(result.skips[0].reason ==
          std::string("a commented-out <Resource") + (params ? "Params" : "") + "> that is not well-formed");
    CHECK(text.substr(result.skips[0].at).find("Resource") <= 1);
}

TEST_CASE("prose about mail and other tags in Tomcat comments are no skip") {
    const ReadResult result = read(
        "<C><!-- Resource must have type=\"javax.mail.Session\": --><!-- the <Resource element of mail -->"
        "<!-- <Realm password='x --><!-- <Resource a=1 /> password='mail' -->"
        "<!-- <ResourceParams> <Resource mail='1'/> --></C>");
    CHECK(result.skips.size() == 1);
    CHECK(result.records.size() == 1);
}

TEST_CASE("many parameter tags in a Tomcat comment are read in one pass") {
    for (const std::string end : {"", "</ResourceParams", "</ResourceParams>"}) {
        std::string text = "<C><!-- ";
        for (int i = 0; i < 50'000; ++i) {
            text += "<ResourceParams>";
        }
        const ReadResult result = read_all(make, text + end + " --></C>", kWanted);
        CHECK(result.records.size() == (end.ends_with('>') ? 1 : 0));
        CHECK(result.skips.empty());
    }
}
