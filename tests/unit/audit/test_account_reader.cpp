#include "audit/account_reader.hpp"

#include "catch.hpp"
#include "support/sample_rule.hpp"

using namespace postern;
using test::SampleRow;

namespace {

std::optional<Account> account(const SampleRow& row, const Rule& rule = test::sample_rule()) {
    return audit::read_account(rule, row.record);
}

}  // namespace

TEST_CASE("every part of an account is read") {
    const auto found = account({{"host", "h"},
                                {"port", "587"},
                                {"protocol", "SMTP"},
                                {"username", "u"},
                                {"from", "f"},
                                {"name", "n"},
                                {"tls", "TRUE"},
                                {"type", "smtp"},
                                {"password", "cGFzcw=="},
                                {"jndi", "j"},
                                {"proxy", "p"}});
    REQUIRE(found.has_value());
    CHECK(found->product == "jira");
    CHECK(found->direction == Direction::outgoing);
    CHECK(found->protocol == "smtp");
    CHECK(found->host == "h");
    CHECK(found->port == 587);
    CHECK(found->tls == Tls::starttls);
    CHECK(found->username == "u");
    CHECK(found->from == "f");
    CHECK(found->name == "n");
    CHECK(found->jndi == "j");
    CHECK(found->proxy == "p");
    CHECK(found->enabled);
    REQUIRE(found->secrets.size() == 1);
    CHECK(found->secrets[0].value.reveal() == "pass");
    CHECK(found->secrets[0].encoding == Encoding::base64);
    CHECK(found->secrets[0].field == 8);
}

TEST_CASE("missing protocols and ports take their defaults") {
    const std::vector<std::tuple<const char*, const char*, std::uint16_t, Tls>> cases{
        {"smtp", "smtp", 25, Tls::none},  {"smtps", "smtps", 465, Tls::implicit},
        {"pop3", "pop3", 110, Tls::none}, {"pop3s", "pop3s", 995, Tls::implicit},
        {"imap", "imap", 143, Tls::none}, {"IMAPS", "imaps", 993, Tls::implicit}};
    for (const auto& [written, protocol, port, tls] : cases) {
        const auto found = account({{"host", "h"}, {"protocol", written}});
        CHECK(found->protocol == protocol);
        CHECK(found->port == port);
        CHECK(found->tls == tls);
    }
    CHECK(account({{"host", "h"}})->protocol == "smtp");
    CHECK(account({{"host", "h"}, {"type", "pop"}})->protocol == "pop3");
    CHECK(account({{"host", "h"}, {"protocol", "x"}})->port == 0);
}

TEST_CASE("SSL makes a protocol its implicit form") {
    const auto found = account({{"host", "h"}, {"protocol", "imap"}, {"ssl", "true"}, {"tls", "true"}});
    CHECK(found->protocol == "imaps");
    CHECK(found->port == 993);
    CHECK(found->tls == Tls::implicit);
    CHECK(account({{"host", "h"}, {"protocol", "smtp"}, {"ssl", "true"}, {"port", "2465"}})->port == 2465);
    CHECK(account({{"host", "h"}, {"ssl", "false"}})->tls == Tls::none);
}

TEST_CASE("a port that is missing is the protocol's own, one that is none is not known") {
    for (const char* port : {"", " ", "\n\t"}) {
        CAPTURE(port);
        CHECK(account({{"host", "h"}, {"port", port}})->port == 25);
    }
    for (const char* port : {"x", "smtp", "0", "-1", "+25", "65536", "99999", "587x", "5 87", "587.0"}) {
        CAPTURE(port);
        CHECK(account({{"host", "h"}, {"port", port}})->port == 0);
    }
    CHECK(account({{"host", "h"}, {"port", " 587\n"}})->port == 587);
    CHECK(account({{"host", "h"}, {"port", "65535"}})->port == 65535);
}

TEST_CASE("a direction the rule does not know is no account") {
    Rule rule = test::sample_rule();
    CHECK(account({{"host", "h"}, {"type", "other"}}, rule)->direction == Direction::outgoing);
    rule.fields["direction"].otherwise = std::nullopt;
    CHECK_FALSE(account({{"host", "h"}, {"type", "other"}}, rule).has_value());
    CHECK_FALSE(account({{"host", "h"}}, rule).has_value());
}

TEST_CASE("nothing filled in is no account") {
    CHECK_FALSE(
        account({{"host", ""}, {"port", "25"}, {"name", "n"}, {"password", std::nullopt}}).has_value());
    CHECK(account({{"jndi", "java:comp/env"}}).has_value());
    CHECK(account({{"password", "x"}}).has_value());
    CHECK(account({{"username", "x"}}).has_value());
}

TEST_CASE("a placeholder or a user without a password has its secret elsewhere") {
    const auto found = account({{"host", "h"}, {"password", "${env.PW}"}});
    REQUIRE(found->secrets.size() == 1);
    CHECK(found->secrets[0].encoding == Encoding::external);
    CHECK(found->secrets[0].value.empty());
    CHECK(found->secrets[0].field == 2);
    CHECK(account({{"host", "h"}, {"username", "u"}})->secrets.size() == 1);
    CHECK(account({{"host", "h"}})->secrets.empty());
    CHECK(account({{"host", "h"}, {"password", "{ATL_SECURED}"}})->secrets[0].encoding == Encoding::external);
}

TEST_CASE("a disabled account says so, a cipher makes its secret encrypted") {
    CHECK_FALSE(account({{"host", "h"}, {"enabled", "False"}})->enabled);
    CHECK(account({{"host", "h"}, {"enabled", "yes"}})->enabled);
    CHECK(account({{"host", "h"}, {"password", "x!"}, {"cipher", "AES"}})->secrets[0].encoding ==
          Encoding::encrypted);
}

TEST_CASE("several secrets are several") {
    Rule rule = test::sample_rule();
    rule.secrets.push_back({{{"token"}, {}, {}}, "access-token", {Encoding::plain}});
    const auto found = account({{"host", "h"}, {"token", "t"}, {"password", "p"}}, rule);
    REQUIRE(found->secrets.size() == 2);
    CHECK(found->secrets[0].type == "password");
    CHECK(found->secrets[1].type == "access-token");
    CHECK(found->secrets[1].field == 1);
}

TEST_CASE("a rule without a role of a server gives an account of none, while it holds a secret") {
    Rule rule;
    rule.product = "atlassian";
    rule.tables = {"mailserver"};
    rule.fields["name"].from = {{"name"}, {}, {}};
    rule.secrets.push_back({{{"token"}, {}, {}}, "access-token"});
    const test::SampleRow row{{"name", "Mail"}, {"token", "t"}};
    const auto account = audit::read_account(rule, row.record);
    REQUIRE(account.has_value());
    CHECK(account->protocol.empty());
    CHECK(account->port == 0);
    CHECK(account->direction == Direction::incoming);
    CHECK(account->secrets.at(0).type == "access-token");
    const test::SampleRow empty{{"name", "Mail"}, {"token", ""}};
    CHECK_FALSE(audit::read_account(rule, empty.record).has_value());
}

TEST_CASE("a cipher that is not known is told") {
    const auto cipher = [](const char* name, const char* password) {
        return account({{"host", "h"}, {"password", password}, {"cipher", name}})->unknown_cipher;
    };
    CHECK(cipher("X", "pass word!") == "X");
    CHECK(cipher("X", "cGFzcw==").empty());
    CHECK(cipher("com.example.AlgorithmCipher", "pass word!").empty());
}

TEST_CASE("what is blank is as good as not there") {
    const auto found = account({{"host", "  "}, {"username", "\t"}, {"jndi", "j"}, {"type", "smtp"}});
    REQUIRE(found.has_value());
    CHECK_FALSE(found->host);
    CHECK_FALSE(found->username);
    CHECK(found->secrets.empty());
    CHECK_FALSE(account({{"host", " "}, {"type", "smtp"}}));
}
