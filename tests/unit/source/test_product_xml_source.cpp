#include "source/product_xml_source.hpp"

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
    return std::make_unique<source::ProductXmlSource>(window);
}

std::string fixture(const std::string& name) {
    std::ifstream file(test::project_root() + "/fixtures/product-xml/" + name, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

const CollectingSink kWanted({"jdbc-datasource", "confluence-configuration", "application-configuration",
                              "smtp", "connection", "property", "mail-server"});

ReadResult read(const std::string& input, std::size_t piece = 4096) {
    return read_all(make, input, kWanted, piece);
}

std::string edited(const std::string& input, const Edit& edit, std::size_t record = 0) {
    CollectingSink editing = kWanted;
    editing.edit = edit;
    editing.edit_record = record;
    return read_all(make, input, editing).output;
}

}  // namespace

TEST_CASE("Jira's data source is a record, those in comments too") {
    const ReadResult result = read(fixture("dbconfig.xml"));
    CHECK(result.skips.empty());
    REQUIRE(result.records.size() == 3);
    CHECK(result.records[0].name == "jdbc-datasource");
    CHECK(result.records[0].value("username") == "jira");
    CHECK(result.records[0].value("password") == "TRAP-not-a-secret-60");
    CHECK(result.records[0].line == 8);
    CHECK_FALSE(result.records[0].commented_out);
    CHECK(result.records[1].name == "jdbc-datasource");
    CHECK(result.records[1].value("password") == "TRAP-not-a-secret-61");
    CHECK(result.records[1].commented_out);
    CHECK(result.records[1].line == 13);
    CHECK(result.records[2].value("url").value().find("old.example.com") != std::string::npos);
    CHECK(result.records[2].commented_out);
}

TEST_CASE("properties are a record of the root's name") {
    const ReadResult result = read(fixture("confluence.cfg.xml"));
    CHECK(result.skips.empty());
    REQUIRE(result.records.size() == 2);
    CHECK(result.records[0].name == "confluence-configuration");
    CHECK(result.records[0].value("hibernate.connection.password") == "TRAP-not-a-secret-64");
    CHECK(result.records[0].fields.size() == 5);
    CHECK(result.records[1].name == "confluence-configuration");
    CHECK(result.records[1].value("hibernate.connection.password") == "TRAP-not-a-secret-67");
    CHECK(result.records[1].commented_out);
    CHECK(read(fixture("bamboo.cfg.xml")).records.at(0).name == "application-configuration");
}

TEST_CASE("Fisheye's elements are records at any depth") {
    const ReadResult result = read(fixture("fisheye-config.xml"));
    CHECK(result.skips.empty());
    REQUIRE(result.records.size() == 3);
    CHECK(result.records[0].value("password") == "fish\"eye-pw");
    CHECK(result.records[1].value("host") == "old.example.com");
    CHECK(result.records[1].commented_out);
    CHECK(result.records[2].name == "connection");
}

TEST_CASE("a mail server written by XStream is a document") {
    const std::string input = fixture("bamboo-mail.cfg.xml");
    const ReadResult result = read(input);
    REQUIRE(result.records.size() == 1);
    CHECK(result.records[0].name == "mail-server");
    const std::string element = input.substr(0, input.rfind('>') + 1);
    CHECK(result.records[0].value("document") == "<list>" + element + "</list>");
    CHECK(edited(input, {0, "", "<list><a/></list>"}) == "<a/>\n");
}

TEST_CASE("a product's XML keeps the properties of a reader") {
    const CollectingSink some({"jdbc-datasource"});
    check_reader_properties(
        make,
        "<?xml version='1.0'?>\r\n<jira-database-config><name>a</name><jdbc-datasource>\r\n"
        "  <url>jdbc:x:y&amp;z</url><password><![CDATA[p]w]]></password><empty/><none></none>\n"
        "<!-- <password>old&lt;</password><user/> --></jdbc-datasource>"
        "<!--<jdbc-datasource a='1'><password>older</password></jdbc-datasource>\n<url>u</url><b/>-->"
        "</jira-database-config>",
        some, 40);
    const CollectingSink properties({"confluence-configuration"});
    check_reader_properties(
        make,
        "<confluence-configuration><setupStep>x</setupStep><properties>\n"
        "<property name=\"a&amp;b\">v</property>\n<property name='c'/><other name='d'>e</other>"
        "<property>no name</property><!--<property name='f'>g</property><property name='g'/>--></properties>"
        "</confluence-configuration>",
        properties, 60);
}

TEST_CASE("a product's XML is the same however it is cut") {
    for (const char* name : {"dbconfig.xml", "dbconfig-base64.xml", "confluence.cfg.xml",
                             "fisheye-config.xml", "bamboo-mail.cfg.xml"}) {
        const std::string input = fixture(name);
        const ReadResult whole = read(input);
        for (std::size_t piece = 1; piece < 40; ++piece) {
            const ReadResult result = read(input, piece);
            REQUIRE(result.records.size() == whole.records.size());
            REQUIRE(result.skips.empty());
            REQUIRE(result.output == input);
        }
    }
}

TEST_CASE("a product's XML that ends early is told") {
    const std::string input = fixture("dbconfig.xml");
    for (std::size_t size = 0; size < input.rfind('>'); size += 13) {
        CAPTURE(size);
        const ReadResult result = read(input.substr(0, size), 100);
        REQUIRE_FALSE(result.skips.empty());
        REQUIRE(result.output == input.substr(0, size));
    }
}

TEST_CASE("new fields of a product's XML") {
    CHECK(edited("<confluence-configuration><properties><property name='a'>b</property> </properties>"
                 "</confluence-configuration>",
                 {kNewField, "n", "v"}) ==
          "<confluence-configuration><properties><property name='a'>b</property><property name=\"n\">v"
          "</property> </properties></confluence-configuration>");
    CHECK(edited("<config><smtp host='a'/></config>", {kNewField, "n", "v"}) ==
          "<config><smtp host='a' n=\"v\"/></config>");
    for (const std::string text :
         {"<jira-database-config><jdbc-datasource><url>a</url></jdbc-datasource></jira-database-config>",
          "<confluence-configuration><properties/></confluence-configuration>",
          "<jira-database-config><!-- <url>a</url> --></jira-database-config>"}) {
        CAPTURE(text);
        CHECK_THROWS_AS(edited(text, {kNewField, "n", "v"}), Error);
    }
}

TEST_CASE("comments of a product's XML that are prose are no record") {
    const ReadResult result = read(
        "<!-- <password>x</password> --><jira-database-config><!-- a < b --><!----><!-- the password -->"
        "<!-- set <url> first --><!-- - --><jdbc-datasource><url>u</url></jdbc-datasource>"
        "</jira-database-config><!-- end -->");
    CHECK(result.skips.empty());
    CHECK(result.records.size() == 1);
}

TEST_CASE("a malformed comment that names a password is told") {
    const std::string text = GENERATE(as<std::string>(), "<password>x", "<password>x</user>",
                                      "<property name=password>x</property>", "password <<x");
    CAPTURE(text);
    for (const std::string& input : {"<jira-database-config><!-- " + text + " --></jira-database-config>",
                                     "<jira-database-config><jdbc-datasource><!-- " + text +
                                         " --></jdbc-datasource></jira-database-config>"}) {
        const ReadResult result = read(input);
        REQUIRE(result.skips.size() == 1);
        CHECK(result.skips[0].reason == "a comment that names a password and is not well-formed");
        CHECK(input.substr(result.skips[0].at).starts_with("<!--"));
    }
}

TEST_CASE("settings of a backup of Crowd are records, and one without is told") {
    const ReadResult result = read(fixture("crowd-backup.xml"));
    CHECK(result.skips.empty());
    REQUIRE(result.records.size() == 4);
    CHECK(result.records[1].name == "property");
    CHECK(result.records[1].value("key") == "crowd");
    CHECK(result.records[1].value("name") == "mailserver.username");
    CHECK(edited(fixture("crowd-backup.xml"), {2, "", ""}, 2).find("<value></value>") != std::string::npos);
    CHECK(read("<crowd><settings/></crowd>").skips.size() == 1);
    CHECK(read_all(make, "<crowd/>", CollectingSink({"other"})).skips.empty());
}

TEST_CASE("what only looks like a product's record is none") {
    const ReadResult result = read(
        "<confluence-configuration><a><properties><property name='hibernate.connection.password'>x</property>"
        "</properties></a><b><![CDATA[<smtp host='x'/>]]></b><c d='&lt;smtp host=\"x\"/&gt;'/>"
        "</confluence-configuration>");
    CHECK(result.skips.empty());
    for (const OwnedRecord& record : result.records) {
        CHECK(record.name == "property");
        CHECK(record.fields.size() == 1);
    }
}

TEST_CASE("a product's XML that declares entities is refused") {
    const ReadResult result = read(
        "<!DOCTYPE a [<!ENTITY a SYSTEM "
        "'b'>]><jira-database-config><jdbc-datasource/></jira-database-config>");
    CHECK(result.records.empty());
    CHECK(result.skips.size() == 1);
}
