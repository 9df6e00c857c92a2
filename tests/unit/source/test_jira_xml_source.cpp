#include "source/jira_xml_source.hpp"

#include <algorithm>
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
    return std::make_unique<source::JiraXmlSource>(window);
}

std::string fixture(const std::string& name) {
    std::ifstream file(test::project_root() + "/fixtures/" + name, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

const CollectingSink kWanted({"mailserver"});

ReadResult read(const std::string& input, std::size_t piece = 4096) {
    return read_all(make, input, kWanted, piece);
}

std::string in_root(const std::string& content) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<entity-engine-xml>\n" + content +
           "\n</entity-engine-xml>\n";
}

}  // namespace

TEST_CASE("Jira's mail servers are read, and nothing that looks like them") {
    const ReadResult result = read(fixture("jira-xml/entities.xml"));
    REQUIRE(result.records.size() == 5);
    CHECK(result.skips.empty());
    CHECK(result.records[0].value("password") == "xml&relay<pw");
    CHECK(result.records[0].name == "MailServer");
    CHECK(result.records[0].line == 13);
    CHECK(result.records[3].value("description") == "first line\nsecond ]]> line");
    CHECK(result.records[3].value("password") == "br]]>acket-\xC3\x9F");
    CHECK(result.records[4].value("password") == "xml\ttab ");
}

TEST_CASE("Jira XML keeps the properties of a reader") {
    check_reader_properties(
        make,
        in_root("<Issue a='MailServer'><b><MailServer c='d'/></b></Issue>\r\n"
                "<MailServer id='1' name=\"a &amp; b\"\n  password = 'p\"w'>\n"
                "  <description><![CDATA[x\r\ny]]></description><note>n</note><empty/><none></none>\n"
                "</MailServer><Issue/><MailServer\tid=\"2\"/>"),
        kWanted, 30);
}

TEST_CASE("Jira XML is the same however it is cut") {
    const std::string input = fixture("jira-xml/entities.xml");
    for (std::size_t piece = 1; piece < 80; ++piece) {
        const ReadResult result = read(input, piece);
        REQUIRE(result.records.size() == 5);
        REQUIRE(result.skips.empty());
        REQUIRE(result.output == input);
    }
}

TEST_CASE("Jira XML that ends early is told") {
    const std::string input = fixture("jira-xml/entities.xml");
    const std::size_t end = input.rfind('>');
    for (std::size_t size = 0; size < end; size += 17) {
        CAPTURE(size);
        const ReadResult result = read(input.substr(0, size), 100);
        REQUIRE(result.skips.size() == 1);
        REQUIRE(result.output == input.substr(0, size));
    }
}

TEST_CASE("Jira XML that is damaged or hostile is told") {
    const ReadResult malformed = read(fixture("bad/malformed-entities.xml"));
    REQUIRE(malformed.records.size() == 1);
    REQUIRE(malformed.skips.size() == 1);
    CHECK(malformed.skips[0].reason == "an end tag that does not fit an element");
    const ReadResult bomb = read(fixture("bad/entity-bomb.xml"));
    CHECK(bomb.records.empty());
    REQUIRE(bomb.skips.size() == 1);
    CHECK(bomb.skips[0].reason == "a document type that declares entities");
    CHECK(read("<other><MailServer/></other>").skips.at(0).reason == "the root is not <entity-engine-xml>");
    std::string deep;
    for (int i = 0; i < 2000; ++i) {
        deep += "<a>";
    }
    CHECK(read(in_root(deep)).skips.at(0).reason == "elements nested too deeply");
}

TEST_CASE("a faulty Jira mail server does not hide the next one") {
    const ReadResult result =
        read(in_root("<MailServer a='1' a='2'/><MailServer a=1/><MailServer a='&no;'/>"
                     "<MailServer a='\xFF'/><MailServer a='b'/>"));
    REQUIRE(result.records.size() == 3);
    CHECK(result.skips.size() == 4);
    CHECK(result.records[0].value("a") == "&no;");
    CHECK(result.records[1].value("a") == "\xFF");
    CHECK(result.records[2].value("a") == "b");
}

TEST_CASE("NUL bytes in Jira XML are kept and told") {
    std::string input = in_root("<Issue a='@'/><MailServer a='x@y'/>");
    std::replace(input.begin(), input.end(), '@', '\0');
    const ReadResult result = read(input);
    REQUIRE(result.records.size() == 1);
    CHECK(result.records[0].value("a") == std::string("x\0y", 3));
    CHECK(result.skips.size() == 1);
    CHECK(result.output == input);
}

TEST_CASE("Jira XML in another encoding is read and written in it") {
    std::string input =
        "<?xml version='1.0' encoding='ISO-8859-1'?><entity-engine-xml><MailServer name='B\xFCro'/>"
        "</entity-engine-xml>";
    CHECK(read(input).records.at(0).value("name") == "B\xC3\xBCro");
    CollectingSink editing = kWanted;
    editing.edit = Edit{0, "", "\xC3\xA9\xE2\x82\xAC"};
    CHECK(read_all(make, input, editing).output.find("name='\xE9&#8364;'") != std::string::npos);
    check_reader_properties(make, input, kWanted, 6);
    CHECK(read("<?xml version='1.0' encoding='UTF-16'?><entity-engine-xml/>").skips.size() == 1);
    CHECK(read(std::string("\xFF\xFE<\0e\0", 6)).skips.size() == 1);
    CHECK(read("\xEF\xBB\xBF<entity-engine-xml><MailServer a='b'/></entity-engine-xml>").records.size() == 1);
}

TEST_CASE("Jira's root may stand behind a huge comment") {
    const std::string trap = "<MailServer password='trap'/> -- ]]> ";
    std::string comment;
    while (comment.size() < 20 * 1024 * 1024) {
        comment += trap;
    }
    const std::string input = "<!--" + comment + "-->" + in_root("<MailServer a='b'/>").substr(39);
    const ReadResult result = read_all(make, input, kWanted, 1 << 16, 1 << 18);
    CHECK(result.records.size() == 1);
    CHECK(result.skips.empty());
    CHECK(result.output == input);
}

TEST_CASE("a new field of a Jira element becomes an attribute") {
    CollectingSink editing = kWanted;
    editing.edit = Edit{kNewField, "protocol", "a\"b"};
    const std::string output = read_all(make, in_root("<MailServer id='1'  />"), editing).output;
    CHECK(output.find("<MailServer id='1' protocol=\"a&quot;b\"  />") != std::string::npos);
    editing.edit = Edit{0, "", std::string("\x01", 1)};
    CHECK_THROWS_AS(read_all(make, in_root("<MailServer id='1'/>"), editing), Error);
}

TEST_CASE("a Jira backup without entities is read") {
    CHECK(read("<entity-engine-xml/>").skips.empty());
    CHECK(read(in_root("")).skips.empty());
}

TEST_CASE("options of the JVM in a comment in front of the root are a record") {
    const std::string input =
        "<?xml version=\"1.0\"?>\n<!-- Jira\n JVM Input Arguments : -Xmx1g -Dmail.smtp.host=h.example.com "
        "-Dmail.smtp.password=a b -Dx=y -->\n<entity-engine-xml><!-- -Dmail.smtp.password=c "
        "--></entity-engine-xml>";
    CollectingSink sink({"jvm-options"});
    const ReadResult result = read_all(make, input, sink);
    REQUIRE(result.records.size() == 1);
    const OwnedRecord& record = result.records[0];
    CHECK(record.name == "jvm-options");
    CHECK(record.commented_out);
    CHECK(record.line == 3);
    CHECK(record.fields.size() == 2);
    CHECK(record.value("mail.smtp.password") == "a b");
    CHECK(result.output == input);
    sink.edit = {1, {}, std::nullopt};
    const std::string cleared = read_all(make, input, sink).output;
    CHECK(cleared.find("h.example.com  -Dx=y -->\n<entity") != std::string::npos);
    sink.edit = {0, {}, "localhost"};
    CHECK(read_all(make, input, sink).output.find("host=localhost -Dmail.smtp.password") !=
          std::string::npos);
    sink.edit = {0, {}, "a--b"};
    CHECK_THROWS_AS(read_all(make, input, sink), Error);
    for (const std::size_t piece : {1, 7, 64}) {
        const ReadResult again = read_all(make, input, CollectingSink({"jvm-options"}), piece);
        CHECK(again.output == input);
        CHECK(again.records.at(0).value("mail.smtp.password") == "a b");
    }
}
