#include "source/postfix_settings.hpp"

#include "catch.hpp"

using namespace postern;

namespace {

format::PostfixMainCf parsed(const std::string& text) {
    return format::parse_main_cf(text);
}

}  // namespace

TEST_CASE("a value comes from the service, from main.cf or from Postfix itself") {
    const auto main = parsed("myhostname = mail.example.com\nrelayhost = [$myhostname]\nempty =\n");
    const source::PostfixSettings settings(main, "/etc/postfix");
    format::PostfixService service;
    service.overrides = {{"relayhost", "first"}, {"relayhost", "own.$myhostname"}};
    CHECK(settings.value("relayhost") == "[mail.example.com]");
    CHECK(settings.value("relayhost", &service) == "own.mail.example.com");
    CHECK(settings.value("myhostname", &service) == "mail.example.com");
    CHECK(settings.value("default_transport") == "smtp");
    CHECK(settings.value("local_transport") == "local:mail.example.com");
    CHECK(settings.value("empty").empty());
    CHECK(settings.value("nothing").empty());
    CHECK(settings.is_set("empty"));
    CHECK_FALSE(settings.is_set("default_transport"));
}

TEST_CASE("the folder of the configuration has a name") {
    const auto main =
        parsed("config_directory = /elsewhere\ntransport_maps = texthash:$config_directory/t\n");
    CHECK(source::PostfixSettings(main, "/etc/postfix").value("transport_maps") == "texthash:/etc/postfix/t");
}

TEST_CASE("what Postfix does by itself depends on the level of compatibility") {
    const auto style = [](const std::string& text) {
        const auto main = parsed(text);
        return source::PostfixSettings(main, "").value("mynetworks_style");
    };
    CHECK(style("") == "subnet");
    CHECK(style("compatibility_level = 1\n") == "subnet");
    CHECK(style("compatibility_level = 2\n") == "host");
    CHECK(style("compatibility_level = 3.10\n") == "host");
    CHECK(style("mynetworks_style = class\n") == "class");
    const auto newest = parsed("compatibility_level = 3.11\n");
    CHECK(source::PostfixSettings(newest, "").value("smtp_tls_security_level") == "may");
}

TEST_CASE("yes is yes in any case, and a circle is told") {
    const auto main = parsed("a = YES\nb = no\nc = $d\nd = $c\n");
    const source::PostfixSettings settings(main, "");
    CHECK(settings.is_yes("a"));
    CHECK_FALSE(settings.is_yes("b"));
    CHECK_FALSE(settings.is_yes("smtp_sasl_auth_enable"));
    CHECK(settings.circular().empty());
    CHECK(settings.value("c").empty());
    CHECK(settings.circular() == std::set<std::string>{"c"});
}

TEST_CASE("where a value comes from") {
    const auto main = parsed("\nrelayhost = a\n");
    const source::PostfixSettings settings(main, "/etc/postfix");
    format::PostfixService service;
    service.line = 7;
    service.overrides = {{"mynetworks", "x"}};
    CHECK(settings.origin("mynetworks", &service).name == "-o mynetworks in master.cf");
    CHECK(settings.origin("mynetworks", &service).line == 7);
    CHECK(settings.origin("relayhost", &service).name == "relayhost in main.cf");
    CHECK(settings.origin("relayhost").line == 2);
    CHECK(settings.origin("relayhost").bytes == ByteRange{13, 14});
    CHECK(settings.origin("mynetworks").line == 0);
}
