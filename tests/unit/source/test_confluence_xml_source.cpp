#include "source/confluence_xml_source.hpp"

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
    return std::make_unique<source::ConfluenceXmlSource>(window);
}

std::string fixture(const std::string& name) {
    std::ifstream file(test::project_root() + "/fixtures/confluence-xml/" + name, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

const CollectingSink kWanted({"confluencebandanarecord"});

const std::string kSmall =
    "<hibernate-generic datetime='x'>\r\n<object class='Page'><property name=\"a\"><![CDATA[<object class="
    "'ConfluenceBandanaRecord'>]]></property></object>\n<object class=\"ConfluenceBandanaRecord\" "
    "package='p'>\n"
    "<id name=\"id\">7</id>\n<property name='key'>k&lt;</property><property "
    "name=\"value\"><![CDATA[<a>]]]]><![CDATA"
    "[>b]] >c</a>]]></property><property name='none'/><property name='parent' class='P'><id "
    "name='id'>9</id></property>"
    "<collection name='c'><element/></collection>\n</object></hibernate-generic>";

}  // namespace

TEST_CASE("Confluence objects are read by class") {
    const ReadResult result = read_all(make, fixture("entities.xml"), kWanted);
    REQUIRE(result.records.size() == 2);
    CHECK(result.skips.empty());
    CHECK(result.records[1].name == "ConfluenceBandanaRecord");
    CHECK(result.records[1].value("id") == "98305");
    CHECK(result.records[1].value("key") == "atlassian.confluence.smtp.mail.accounts");
    CHECK(result.records[1].value("value")->find("<password>conf&lt;&amp;relay&quot;pw</password>") !=
          std::string::npos);
    CHECK(read_all(make, fixture("entities-8.3.xml"), kWanted).records.at(0).value("context") == "SANDBOX");
}

TEST_CASE("Confluence objects may name their class with its package") {
    const auto read = [](const std::string& name) {
        return read_all(make,
                        "<hibernate-generic><object class='" + name +
                            "'><property name='key'>atlassian.confluence.smtp.mail.accounts</property>"
                            "</object></hibernate-generic>",
                        kWanted);
    };
    CHECK(read("com.example.setup.ConfluenceBandanaRecord").records.at(0).name == "ConfluenceBandanaRecord");
    CHECK(read("ConfluenceBandanaRecord").skips.empty());
    CHECK(read("OtherBandana").skips.size() == 1);
    CHECK(read("OtherBandana").records.empty());
    CHECK(read("Page").skips.empty());
    CHECK(read_all(make,
                   "<hibernate-generic><object class='OtherBandana'><property name='key'>k</property>"
                   "</object></hibernate-generic>",
                   kWanted)
              .skips.empty());
}

TEST_CASE("Confluence properties are decoded and joined") {
    const ReadResult result = read_all(make, kSmall, kWanted);
    REQUIRE(result.records.size() == 1);
    const OwnedRecord& record = result.records[0];
    CHECK(record.value("key") == "k<");
    CHECK(record.value("value") == "<a>]]>b]] >c</a>");
    CHECK(record.value("none") == "");
    CHECK(record.fields.size() == 4);
}

TEST_CASE("Confluence XML keeps the properties of a reader") {
    check_reader_properties(make, kSmall, kWanted, 40);
}

TEST_CASE("a new field of a Confluence object becomes a property") {
    CollectingSink editing = kWanted;
    editing.edit = Edit{kNewField, "n", "<"};
    CHECK(read_all(make, kSmall, editing)
              .output.find("</collection><property name=\"n\">&lt;</property>\n</object>") !=
          std::string::npos);
    CHECK_THROWS_AS(read_all(make, "<r><object class='ConfluenceBandanaRecord'/></r>", editing), Error);
}

TEST_CASE("Confluence XML that is malformed is told") {
    const auto skips = [](const std::string& text) { return read_all(make, text, kWanted).skips.size(); };
    CHECK(skips("<hibernate-generic><object class='X'></hibernate-generic>") == 1);
    CHECK(skips("<hibernate-generic><object class=X/></hibernate-generic>") == 1);
    CHECK(skips("<hibernate-generic><object class='ConfluenceBandanaRecord'><id "
                "name=x/></object></hibernate-generic>") == 1);
    CHECK(skips("<hibernate-generic><object/></hibernate-generic>") == 0);
    CHECK(skips(kSmall.substr(0, kSmall.size() - 5)) == 1);
}
