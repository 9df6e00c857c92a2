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
    CHECK(kind("<server>") == ContentKind::unknown);
    CHECK(kind("<Servers>") == ContentKind::unknown);
    CHECK(kind("text <Server>") == ContentKind::unknown);
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
