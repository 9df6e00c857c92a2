#include "source/activeobjects_xml_source.hpp"

#include <fstream>
#include <sstream>

#include "catch.hpp"
#include "postern/error.hpp"
#include "support/project_root.hpp"
#include "support/reader_properties.hpp"

using namespace postern;
using namespace postern::test;

namespace {

std::unique_ptr<Source> make(base::ByteWindow& window) {
    return std::make_unique<source::ActiveObjectsXmlSource>(window);
}

std::string fixture() {
    std::ifstream file(test::project_root() + "/fixtures/jira-xml/activeobjects.xml", std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

const CollectingSink kWanted({"ao_2c4e5c_mailconnection"});

ReadResult read(const std::string& content) {
    return read_all(make, "<backup>" + content + "</backup>", CollectingSink({"t"}));
}

const std::string kColumns = "<column name=\"A\"/><column name='B'></column>";

}  // namespace

TEST_CASE("rows of Active Objects are read with the names of their columns") {
    const ReadResult result = read_all(make, fixture(), kWanted);
    REQUIRE(result.records.size() == 2);
    CHECK(result.skips.empty());
    CHECK(result.records[0].name == "AO_2C4E5C_MAILCONNECTION");
    CHECK(result.records[0].value("PASSWORD") == "desk&inbox-pw");
    CHECK(result.records[0].value("FOLDER") == std::nullopt);
    CHECK(result.records[0].fields[1].name == "FOLDER");
    CHECK(result.records[1].value("FOLDER") == "INBOX");
    CHECK(result.records[1].line == 39);
}

TEST_CASE("Active Objects XML keeps the properties of a reader") {
    check_reader_properties(make, fixture(), kWanted, 30);
    check_reader_properties(make, fixture(), CollectingSink(), 30);
}

TEST_CASE("NULL comes and goes in a row of Active Objects") {
    const std::string row = "<data tableName='T'>" + kColumns +
                            "<row><string xsi:nil='true'></string><integer a='b'/></row></data>";
    CollectingSink editing({"t"});
    editing.edit = Edit{0, "", "x"};
    CHECK(read_all(make, "<backup>" + row + "</backup>", editing)
              .output.find("<row><string>x</string><integer a") != std::string::npos);
    editing.edit = Edit{1, "", std::nullopt};
    CHECK(read_all(make, "<backup>" + row + "</backup>", editing)
              .output.find("</string><integer xsi:nil=\"true\"/></row>") != std::string::npos);
    editing.edit = Edit{kNewField, "C", "x"};
    CHECK_THROWS_AS(read_all(make, "<backup>" + row + "</backup>", editing), Error);
}

TEST_CASE("rows of Active Objects that do not fit are told") {
    CHECK(read("<data tableName='T'>" + kColumns + "<row><a/></row><row><a/><b/></row></data>")
              .records.size() == 1);
    CHECK(read("<data tableName='T'>" + kColumns + "<row><a/></row></data>").skips.size() == 1);
    CHECK(read("<data tableName='T'>" + kColumns + "<row><a/><b/><c/></row></data>").skips.size() == 1);
    CHECK(read("<data tableName='T'>" + kColumns + "<row><a><d/></a><b/></row></data>").skips.size() == 1);
    CHECK(read("<data tableName='T'>" + kColumns + "<row><a b=c/><b/></row></data>").skips.size() == 1);
    CHECK(read("<data>" + kColumns + "</data>").skips.at(0).reason == "<data> without tableName");
    CHECK(read("<data tableName='T'/><data tableName='&no;'/>").skips.size() == 1);
    CHECK(read("<data tableName='T'>").skips.size() == 1);
    CHECK(read_all(make, "<other/>", CollectingSink()).skips.size() == 1);
}

TEST_CASE("Active Objects tables are told from text about them") {
    const ReadResult result =
        read("<!-- <data tableName='T'>" + kColumns +
             "<row><a/><b/></row></data> -->"
             "<x><data tableName='T'>" +
             kColumns +
             "<row><a/><b/></row></data></x>"
             "<data tableName='U'><row><![CDATA[<data tableName='T'><row/></data>]]></row></data>");
    CHECK(result.records.empty());
    CHECK(result.skips.empty());
}
