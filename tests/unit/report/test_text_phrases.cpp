#include "catch.hpp"
#include "report/text_phrases.hpp"
#include "sample_report.hpp"

using namespace postern;
using namespace postern::report;
using Items = std::vector<std::string>;

TEST_CASE("An account is named by the best it has") {
    Account account = test::sample_account();
    CHECK(who(account) == "jira@example.org at smtp.example.org");
    account.host.reset();
    CHECK(who(account) == "jira@example.org");
    account.username.reset();
    CHECK(who(account) == "Jira \"GMail\"");
    account.jndi = "java:comp/env/mail/Jira";
    CHECK(who(account) == "java:comp/env/mail/Jira");
    account.host = "smtp.example.org";
    CHECK(who(account) == "smtp.example.org");
}

TEST_CASE("An account's items leave out what is not known") {
    Account account = test::sample_account();
    CHECK(account_items(account) == Items{"Jira \"GMail\"", "outgoing", "smtps", "port 465", "implicit TLS"});
    account = Account{};
    account.product = "tomcat";
    CHECK(account_items(account) == Items{"Tomcat", "names no mail server"});
    account.protocol = "smtp";
    CHECK(account_items(account) == Items{"Tomcat", "outgoing", "smtp"});
}

TEST_CASE("A place is told by line, else by byte") {
    Finding finding = test::sample_finding();
    CHECK(place_items(finding) ==
          Items{"mailserver key 10000", "field mailpassword", "line 12", "plain text"});
    finding.location.line = 0;
    finding.location.key.clear();
    finding.secret->encoding = Encoding::base64;
    finding.status = Status::disabled;
    CHECK(place_items(finding) ==
          Items{"mailserver", "field mailpassword", "byte 4567", "Base64", "disabled"});
    finding.location.byte = 0;
    CHECK(place_items(finding) == Items{"mailserver", "field mailpassword", "Base64", "disabled"});
    finding.guess = true;
    CHECK(place_items(finding).back() == "a guess");
}

TEST_CASE("A secret is called what it is") {
    CHECK(secret_noun({"refresh-token", Encoding::plain, 0, {}}) == "refresh token");
    CHECK(secret_noun({"", Encoding::plain, 0, {}}) == "secret");
}

TEST_CASE("Readers of a file follow from its mode") {
    const auto line = [](unsigned mode, bool world) {
        return readers_of(Exposure{FileExposure{mode, "jira", world}, {}}).at(0);
    };
    CHECK(line(0644, true) == "WORLD-READABLE (mode 0644, owner jira)");
    CHECK(line(0640, false) == "readable by jira and the file's group (mode 0640)");
    CHECK(line(0600, false) == "readable by jira only (mode 0600)");
    CHECK(line(0644, false) == "owner jira, mode 0644");
}

TEST_CASE("Who reads the file of a risk is told, but of open settings of a Postfix") {
    Finding setting = test::sample_setting();
    setting.exposure.file = FileExposure{0644, "root", true};
    CHECK(readers_of(setting).empty());
    setting.severity = Severity::high;
    CHECK(readers_of(setting).size() == 1);
    setting.location.key = "/etc/postfix/sasl_passwd";
    CHECK(readers_of(setting).empty());
    setting.severity = Severity::low;
    setting.account.product = "database";
    CHECK(readers_of(setting).size() == 1);
}

TEST_CASE("Database roles are listed") {
    const Items readers = readers_of(Exposure{{}, {"jira", "re\x1bport"}});
    CHECK(readers == Items{"readable by the database roles jira, re\\x1bport"});
    CHECK(readers_of(Exposure()).empty());
}
