#include "target/properties_recognition.hpp"

#include <string>

#include "catch.hpp"

using namespace postern;
using target::ContentKind;

namespace {

bool is_properties(const std::string& text) {
    const auto found = target::recognise(text, true);
    REQUIRE(found.has_value());
    const auto own = target::recognise_properties(text, true);
    CHECK(own.has_value());
    CHECK((own->kind == ContentKind::properties) == (found->kind == ContentKind::properties));
    return found->kind == ContentKind::properties;
}

const std::string kBitbucket =
    "#>*\n# Written by hand\nsetup.displayName=Bitbucket\\\n  Server\n\njdbc.password = x\nlast\\ = y\n";

}  // namespace

TEST_CASE("properties files of the applications are told by a key") {
    CHECK(is_properties("jdbc.url=jdbc:mysql://db.example.com/jira\n"));
    CHECK(is_properties(kBitbucket));
    CHECK(is_properties("jdbc.password=x"));
    CHECK(is_properties("! mail.smtp.host: smtp.example.com\r\nother : 1\r\n"));
    CHECK(is_properties("#setup.sysadmin.password=x\nserver.port=7990\n"));
    CHECK(is_properties("\xEF\xBB\xBFmail.host=smtp.example.com\n"));
    CHECK(
        is_properties("common.loader=\"${catalina.base}/lib\",\"${catalina.home}/lib\"\nMAIL.smtp.host=h\n"));
    CHECK(is_properties(
        "application.name     jira\napplication.password  x\ncrowd.server.url      http://x/\n"));
    CHECK(is_properties("crowd.server.url=https\\://crowd.example.com/services/\n"));
}

TEST_CASE("properties files of others are left alone") {
    for (const char* text :
         {"", "# comment only\n", "org.gradle.jvmargs=-Xmx2g -Dfile.encoding=UTF-8\norg.gradle.daemon=true\n",
          "log4j.rootLogger=INFO, mail\nlog4j.appender.mail=org.apache.log4j.net.SMTPAppender\n"
          "log4j.appender.mail.SMTPPassword=x\n",
          "MAIL_HOST=smtp.example.com\nMAIL_PASSWORD=x\nDB_PASSWORD=x\n",
          "# Default settings\nSMARTD_OPTS=\"-n\"\nENABLED=1\n", "jira.version=9.12\njira.url=https://x\n",
          "mail.subject=Hello\nmail.body=jdbc.password\n", "jdbc.password=x\nthis line is prose\n",
          "jdbc.password=x\n[section]\n", "jdbc.password\n", "jdbc.password=x\n\x01=y\n",
          "spring.mail.password=x\n", "jdbc.password x\ne.g. this is prose\n", "jdbc.password x\nprose\n",
          "name: test\nenv:\n  - mail.host: x\n", "-- PostgreSQL database dump\njdbc.password=x\n",
          "the key is jdbc.password=x\n"}) {
        CAPTURE(text);
        CHECK_FALSE(is_properties(text));
    }
}

TEST_CASE("properties are told by what is in sight, early or late") {
    for (std::size_t seen = 0; seen <= kBitbucket.size(); ++seen) {
        const auto part = target::recognise_properties(kBitbucket.substr(0, seen), false);
        CHECK_FALSE(part.has_value());
    }
    CHECK(target::recognise_properties("-- SQL\n", false)->kind == ContentKind::unknown);
    std::string text = kBitbucket;
    while (text.size() < 64 * 1024) {
        text += "a=b\n";
    }
    CHECK(target::recognise_properties(text + "prose further on\n", false)->kind == ContentKind::properties);
}
