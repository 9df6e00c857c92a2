#include "target/postfix_recognition.hpp"

#include "catch.hpp"

using namespace postern;
using target::ContentKind;

namespace {

bool is_postfix(const std::string& text) {
    const auto found = target::recognise(text, true);
    REQUIRE(found.has_value());
    const auto own = target::recognise_postfix(text, true);
    CHECK(own.has_value());
    CHECK((own->kind == ContentKind::postfix_main_cf) == (found->kind == ContentKind::postfix_main_cf));
    return found->kind == ContentKind::postfix_main_cf;
}

const std::string kMain =
    "# See postconf(5)\n\nmyhostname = mail.example.com\nmynetworks=127.0.0.0/8\n  # no\n  [::1]/128\n";

}  // namespace

TEST_CASE("a main.cf is told by its syntax and its parameters") {
    CHECK(is_postfix(kMain));
    CHECK(is_postfix("biff = no\r\nsmtpd_banner = x\r\n"));
    CHECK(is_postfix(
        "relayhost =\nsmtp_tls_security_level = may\nfoo-bar_destination_rate_delay = 1s\nown = x"));
    CHECK(is_postfix(kMain + "biff = no\nx ="));
}

TEST_CASE("other files of keys and values are none") {
    for (const char* text :
         {"", "# comment only\n", "relayhost = x\n", "relayhost = x\nrelayhost = y\n",
          "smtpd_host = x\nsmtpd_port = 25\n",
          "data_directory = '/var/lib/postgresql'\nlisten_addresses = 'localhost'\nport = 5432\n",
          "[mysqld]\nmyhostname = x\nmynetworks = y\n",
          "mail.smtp.host=smtp.example.com\nmail.smtp.port=587\n", "myhostname = x\nmynetworks = y\n; php\n",
          "mail.host=x\nmyhostname=x\nmynetworks=y\n", "export myhostname=x\nmynetworks=y\n",
          "myhostname: x\nmynetworks: y\n", " myhostname = x\nmynetworks = y\n",
          "myhostname = x\nmynetworks = y\nif true; then\n", "myhostname = x\nmynetworks = \x01\n",
          "-- PostgreSQL database dump\nmyhostname = x\nmynetworks = y\n",
          "SET myhostname = 1;\nmynetworks = 2\n",
          "smtp inet n - y - - smtpd\n  -o mynetworks=x\n  -o myhostname=y\n"}) {
        CAPTURE(text);
        CHECK_FALSE(is_postfix(text));
    }
}

TEST_CASE("the template of a package is no configuration in force") {
    for (const char* name : {"setgid_group", "sendmail_path", "newaliases_path", "mailq_path"}) {
        CHECK_FALSE(is_postfix(kMain + name + " =\nhtml_directory =\n"));
        CHECK_FALSE(is_postfix(std::string(name) + "= \r\n" + kMain));
        CHECK(is_postfix(kMain + name + " = filled-in\nhtml_directory =\n"));
    }
}

TEST_CASE("an answer about a main.cf stays when more is seen") {
    for (const std::string& text :
         {kMain, kMain + "no parameter\n", std::string("biff = no\n"), kMain + std::string(200'000, '#')}) {
        const bool whole = is_postfix(text);
        for (std::size_t seen = 0; seen <= text.size(); seen += seen < 300 ? 1 : 9973) {
            const auto part = target::recognise_postfix(std::string_view(text).substr(0, seen), false);
            CAPTURE(seen);
            CHECK((!part || (part->kind == ContentKind::postfix_main_cf) == whole));
        }
    }
}

TEST_CASE("a foreign line ends the search, and only the head is looked at") {
    CHECK(target::recognise_postfix("CREATE TABLE x\n", false)->kind == ContentKind::unknown);
    CHECK_FALSE(target::recognise_postfix(kMain, false).has_value());
    std::string text = kMain;
    while (text.size() < 70'000) {
        text += "# a comment of some length, again and again\n";
    }
    REQUIRE(target::recognise_postfix(text, false).has_value());
    CHECK(target::recognise_postfix(text + "foreign\n", true)->kind == ContentKind::postfix_main_cf);
}
