#include "target/xml_recognition.hpp"

#include "catch.hpp"

using namespace postern::target;

namespace {

ContentKind kind(const std::string& text) {
    return recognise_xml(text, true)->kind;
}

}  // namespace

TEST_CASE("the root element decides") {
    CHECK(kind("<entity-engine-xml>") == ContentKind::jira_xml);
    CHECK(kind("<?xml version=\"1.0\"?>\n<entity-engine-xml date='x'>") == ContentKind::jira_xml);
    CHECK(kind("<hibernate-generic/>") == ContentKind::confluence_xml);
    CHECK(kind("<backup xmlns=\"http://www.atlassian.com/ao\">") == ContentKind::activeobjects_xml);
    CHECK(kind("<backup>") == ContentKind::unknown);
    CHECK(kind("<Server port=\"8005\">") == ContentKind::tomcat_xml);
    CHECK(kind("<Context\n>") == ContentKind::tomcat_xml);
    CHECK(kind("<Resource\tname='a'/>") == ContentKind::tomcat_xml);
    CHECK(kind("<?xml version=\"1.0\"?>\n<mysqldump xmlns:xsi=\"x\">") == ContentKind::mysql_xml);
    CHECK(kind("<resultset statement=\"SELECT 1\">") == ContentKind::mysql_xml);
    CHECK(kind("<resultset>") == ContentKind::unknown);
    CHECK(kind("<tomee>") == ContentKind::tomcat_xml);
    CHECK(kind("<openejb>") == ContentKind::tomcat_xml);
    CHECK(kind("<resources>\n<Resource id='a'>") == ContentKind::tomcat_xml);
    CHECK(kind("<resources>\n<string name='a'>") == ContentKind::unknown);
    CHECK(kind("<server>") == ContentKind::unknown);
    CHECK(kind("<Servers>") == ContentKind::unknown);
    CHECK(kind("text <Server>") == ContentKind::unknown);
}

TEST_CASE("configurations of products are told from other XML") {
    const auto text =
        GENERATE(as<std::string>(), "<jira-database-config>\n", "<crowd>", "<confluence-configuration>",
                 "<application-configuration>\r\n <!-- x --> <setupStep>complete</setupStep>",
                 "<application-configuration>\n<properties><property name='a'>", "<config\ncontrol-bind='x'>",
                 "<config admin-hash=\"x\" control-bind=\"127.0.0.1:8059\" version=\"1.0\">",
                 "<com.atlassian.bamboo.SomeMailServerImpl serialization=\"custom\">");
    CAPTURE(text);
    CHECK(kind(text) == ContentKind::product_xml);
    for (std::size_t seen = 0; seen < text.find('>'); ++seen) {
        CHECK_FALSE(recognise_xml(text.substr(0, seen), false).has_value());
    }
}

TEST_CASE("what looks like a product's configuration and is none stays unknown") {
    const auto text =
        GENERATE(as<std::string>(), "<application-configuration><admin-group>x</admin-group>",
                 "<application-configuration>text", "<application-configuration></application-configuration>",
                 "<application-configuration>", "<application-configuration><!-- <properties> -->",
                 "<config>", "<config version='1'><smtp host='a'/></config>", "<config xcontrol-bind='1'>",
                 "<com.atlassian.Other>", "<MailServer>", "<com.example.MailServer/>",
                 "<project xmlns=\"http://maven.apache.org/POM/4.0.0\">", "<web-app version=\"3.0\">",
                 "<configuration>", "<log4j:configuration>", "<beans>", "<properties>");
    CAPTURE(text);
    CHECK(kind(text) == ContentKind::unknown);
}

TEST_CASE("what stands before the root is passed over") {
    CHECK(kind("<!--" + std::string(150'000, '-') +
               " <Server> --><?a <Host>?><!DOCTYPE x [<!ENTITY a '<Engine>'>]>\n<Context>") ==
          ContentKind::tomcat_xml);
    CHECK(kind("<!DOCTYPE entity-engine-xml SYSTEM \"x>y\"><entity-engine-xml>") == ContentKind::jira_xml);
    CHECK(kind("<!DOCTYPE x [\n<!ENTITY a \"b\">\n] ><Server>") == ContentKind::tomcat_xml);
    CHECK(kind("<!DOCTYPE Server [ <!-- don't edit --> ]>\n<Server>") == ContentKind::tomcat_xml);
    CHECK(kind("\xEF\xBB\xBF<Server>") == ContentKind::tomcat_xml);
    CHECK(kind("<!-- only a comment <Server>") == ContentKind::unknown);
}

TEST_CASE("a long comment asks for more, whatever it holds") {
    const std::string text = "<!--" + std::string(150'000, 'x') + "<Server>";
    CHECK_FALSE(recognise_xml(text, false).has_value());
    CHECK(recognise_xml(text + "--><Host>", false)->kind == ContentKind::tomcat_xml);
    for (std::size_t seen = 0; seen < 30; ++seen) {
        const auto part =
            recognise_xml(std::string_view("<?xml version='1.0'?>  <Server >").substr(0, seen), false);
        CHECK_FALSE(part.has_value());
    }
}
