#include "source/postfix_filters.hpp"

#include "support/postfix_folder.hpp"

using namespace postern;
using source::MailWay;

namespace {

struct Case {
    MailWay way;
    std::string next_hop;
    std::string setting;
    std::string why;
};

std::vector<Case> filters(const std::string& main_cf, const std::string& master_cf = test::kMasterCf,
                          const std::string& checks = "") {
    const test::PostfixFolder folder(main_cf, master_cf);
    folder.add("checks", checks);
    std::vector<Case> cases;
    const auto services = folder.services();
    for (const auto& filter : source::mail_filters(folder.settings(), services, folder.files())) {
        cases.push_back({filter.route.way, filter.route.next_hop, filter.setting.name, filter.route.why});
    }
    return cases;
}

const std::string kSmtp = "smtp unix - - n - - smtp\nlmtp unix - - n - - lmtp\n";

}  // namespace

TEST_CASE("content_filter takes all mail") {
    CHECK(filters("").empty());
    const auto found = filters("content_filter = smtp:[relay]:25\n");
    REQUIRE(found.size() == 1);
    CHECK(found[0].way == MailWay::out);
    CHECK(found[0].next_hop == "[relay]:25");
    CHECK(found[0].setting == "content_filter in main.cf");
    CHECK(filters("content_filter = lmtp:unix:private/x\n").at(0).way == MailWay::unclear);
    CHECK(filters("content_filter = smtp:[127.0.0.1]:10024\n").at(0).way == MailWay::unclear);
    CHECK(filters("content_filter = smtp:[relay]\n", kSmtp).at(0).way == MailWay::out);
}

TEST_CASE("a service that takes mail may have a filter of its own, or none") {
    for (const std::string service : {"smtp inet n - n - - smtpd", "pickup unix n - n 60 1 pickup"}) {
        const auto found = filters("", kSmtp + service + "\n  -o content_filter=smtp:[relay]\n");
        REQUIRE(found.size() == 1);
        CHECK(found[0].way == MailWay::out);
        CHECK(found[0].setting == "-o content_filter in master.cf");
    }
    CHECK(filters("content_filter = smtp:[relay]\n", kSmtp + "smtp inet n - n - - smtpd -o content_filter=\n")
              .empty());
}

TEST_CASE("checks of the text may name a filter") {
    const std::string checks = "/^Subject: x/ filter smtp:[relay]\n/./ WARN\n/y/ REDIRECT a@example.com\n";
    for (const std::string parameter : {"body_checks", "milter_header_checks", "mime_header_checks"}) {
        const auto found =
            filters(parameter + " = regexp:$config_directory/checks\n", test::kMasterCf, checks);
        REQUIRE(found.size() == 1);
        CHECK(found[0].way == MailWay::out);
        CHECK(found[0].next_hop == "[relay]");
        CHECK(found[0].setting == parameter + " in main.cf");
    }
    CHECK(filters("header_checks = regexp:$config_directory/checks\nmime_header_checks=\n", test::kMasterCf,
                  checks)
              .at(0)
              .setting == "header_checks in main.cf");
    CHECK(
        filters("body_checks = regexp:$config_directory/checks\n", test::kMasterCf, "/x/ DISCARD\n").empty());
    const auto own =
        filters("", "cleanup unix n - n - 0 cleanup -o body_checks=inline:{x=FILTER smtp:[r]}\n" + kSmtp);
    CHECK(own.empty());  // an argument ends at a space
    const auto braced =
        filters("", "cleanup unix n - n - 0 cleanup -o { body_checks = static:{FILTER smtp:[r]} }\n" + kSmtp);
    REQUIRE(braced.size() == 1);
    CHECK(braced[0].setting == "-o body_checks in master.cf");
}

TEST_CASE("checks that are not at hand may do anything") {
    const auto found = filters("body_checks = pcre:/etc/postfix/absent\n");
    REQUIRE(found.size() == 1);
    CHECK(found[0].way == MailWay::unclear);
    CHECK(found[0].why ==
          "the table /etc/postfix/absent, which body_checks names, is not at hand: put its text beside "
          "main.cf, or scan on its own host as root");
}
