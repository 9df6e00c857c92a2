#include "postfix/transport_names.hpp"

#include "catch.hpp"

using namespace postern::postfix;

namespace {

std::string one(std::string_view product, std::string_view title) {
    return TransportNames().next(product, title);
}

bool is_fine(const std::string& name) {
    return name.size() <= 40 && name[0] >= 'a' && name[0] <= 'z' && name.find('_') != std::string::npos &&
           name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string::npos;
}

}  // namespace

TEST_CASE("product and title make a name") {
    CHECK(one("jira", "Main") == "jira_main");
    CHECK(one("jira", "Main Mail-Server (new)") == "jira_main_mail_server_new");
    CHECK(one("tomcat", "mail/JiraMailServer") == "tomcat_mail_jiramailserver");
    CHECK(one("jira", "") == "jira_mail");
    CHECK(one("", "Main") == "app_main");
}

TEST_CASE("no title is too hostile") {
    const std::string long_title(500, 'x');
    for (const std::string& title :
         {std::string("smtp"), std::string("../x"), std::string("a\nsmtp inet n"), std::string("$x"),
          long_title, std::string(), std::string("\xD0\x9F\xD0\xBE\xD1\x87\xD1\x82\xD0\xB0"),
          std::string("\0x", 2), std::string("____"), std::string("-o x=y"), std::string("\xFF\xFE"),
          std::string(35, 'x') + "__y"}) {
        for (const char* product :
             {"jira", "1st", "", "\xD0\x9F", "a-very-long-product-name-that-never-ends"}) {
            CAPTURE(product, title);
            CHECK(is_fine(one(product, title)));
        }
    }
    CHECK(one("jira", "smtp") == "jira_smtp");
    CHECK(one("jira", "../x") == "jira_x");
    CHECK(one("jira", "\xD0\x9F\xD0\xBE") == "jira_mail");
}

TEST_CASE("no name is given twice") {
    TransportNames names;
    CHECK(names.next("jira", "Main") == "jira_main");
    CHECK(names.next("jira", "MAIN!") == "jira_main_2");
    CHECK(names.next("jira", "main 2") == "jira_main_2_2");
    CHECK(names.next("jira", "Main") == "jira_main_3");
    CHECK(names.next("confluence", "Main") == "confluence_main");
    std::set<std::string> given;
    for (int i = 0; i < 200; ++i) {
        const std::string name = names.next("jira", std::string(100, 'y'));
        CAPTURE(name);
        CHECK(is_fine(name));
        CHECK(given.insert(name).second);
    }
}
