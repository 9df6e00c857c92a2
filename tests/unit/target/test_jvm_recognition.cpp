#include "target/jvm_recognition.hpp"

#include <string>

#include "catch.hpp"

using namespace postern;
using target::ContentKind;

namespace {

bool is_options(const std::string& text) {
    const auto found = target::recognise(text, true);
    REQUIRE(found.has_value());
    const auto own = target::recognise_jvm_options(text, true);
    CHECK(own.has_value());
    CHECK((own->kind == ContentKind::jvm_options) == (found->kind == ContentKind::jvm_options));
    return found->kind == ContentKind::jvm_options;
}

}  // namespace

TEST_CASE("start scripts and their like are told by an option or a variable") {
    for (const char* text :
         {"# One way\n#JIRA_HOME=\"\"\nJVM_SUPPORT_RECOMMENDED_ARGS=\"\"\nJVM_MINIMUM_MEMORY=\"384m\"\n",
          "#!/bin/sh\nexec java -Dmail.smtp.host=h -jar x.jar\n",
          "CATALINA_OPTS=-Datlassian.mail.senddisabled=true\n",
          "rem set DISABLE_NOTIFICATIONS=-Dx=y\r\nset \"A=b\"\r\n",
          "[Service]\nEnvironment=\"CATALINA_OPTS=-Dmail.smtp.password=x\"\n",
          "JAVA_OPTS=-Xmx1g -Dmail.debug=true\nOTHER=x\n",
          "export CATALINA_OPTS\n# CATALINA_OPTS=\"-Datlassian.mail.senddisabled=true "
          "${CATALINA_OPTS}\"\n"}) {
        CAPTURE(text);
        CHECK(is_options(text));
    }
}

TEST_CASE("scripts and settings of others are left alone") {
    for (const char* text :
         {"", "#!/bin/sh\necho -Dx\n", "# Defaults\nJAVA_OPTS=\"-Djava.awt.headless=true\"\nJAVA_HOME=/x\n",
          "MAIL_HOST=smtp.example.com\nMAIL_PASSWORD=x y\n",
          "[Unit]\nDescription=x\n[Service]\nExecStart=/bin/x -Dy=z\n",
          "Use -Datlassian.mail.senddisabled=true to stop mail.\n",
          "# Title\n\nPut CATALINA_OPTS=-Dmail.smtp.host=x\n", "#!/bin/sh\ncat <<E\n-Dmail.smtp.host=x\nE\n",
          "#!/bin/sh\nmvn -Djira.version=9 -Dmaven.test.skip install\n",
          "#!/usr/bin/python\nx = '-Dmail.smtp.host=x'\n", "@echo off\r\njava -Dx=y\r\n",
          "#!/bin/sh\ngrep -- '-Dmail.smtp.host' x\n", "-- PostgreSQL database dump\n-Dmail.smtp.host=x\n"}) {
        CAPTURE(text);
        CHECK_FALSE(is_options(text));
    }
    CHECK_FALSE(is_options(std::string("A=-Dmail.smtp.host=x\n\0", 23)));
}

TEST_CASE("JVM options are told by what is in sight, early or late") {
    const std::string text = "# c\n\nA=\"-Dmail.smtp.host=x\"\n";
    for (std::size_t seen = 0; seen <= text.size(); ++seen) {
        CHECK_FALSE(target::recognise_jvm_options(text.substr(0, seen), false).has_value());
    }
    CHECK(target::recognise_jvm_options("-- SQL\n", false)->kind == ContentKind::unknown);
    CHECK_FALSE(target::recognise_jvm_options("-- SQL", false).has_value());
    const std::string large = text + std::string(64 * 1024, 'x');
    CHECK(target::recognise_jvm_options(large, false)->kind == ContentKind::jvm_options);
}
