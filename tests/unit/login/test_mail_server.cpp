#include "login/mail_server.hpp"

#include "catch.hpp"

using namespace postern;
using namespace postern::login;

namespace {

Account account(const char* host = "smtp.example.com", const char* protocol = "smtp",
                std::uint16_t port = 587) {
    Account account;
    account.protocol = protocol;
    account.host = host;
    account.port = port;
    account.username = "jira@example.com";
    return account;
}

MailServer server(const Account& account) {
    return std::get<MailServer>(mail_server_of(account));
}

std::string why_none(const Account& account) {
    const auto found = mail_server_of(account);
    return std::holds_alternative<NoServer>(found) ? std::get<NoServer>(found).why : "";
}

}  // namespace

TEST_CASE("Protocol and port say how a server is reached") {
    CHECK(server(account()) == MailServer{"smtp.example.com", 587, MailProtocol::smtp, false});
    CHECK(server(account("SMTP.example.com", "smtps", 4650)) ==
          MailServer{"smtp.example.com", 4650, MailProtocol::smtp, true});
    CHECK(server(account("h", "smtp", 465)).implicit_tls);
    CHECK(server(account("h", "imap", 143)) == MailServer{"h", 143, MailProtocol::imap, false});
    CHECK(server(account("h", "imaps", 993)) == MailServer{"h", 993, MailProtocol::imap, true});
    CHECK(server(account("h", "pop3", 110)) == MailServer{"h", 110, MailProtocol::pop3, false});
    CHECK(server(account("h", "pop3s", 995)) == MailServer{"h", 995, MailProtocol::pop3, true});
    CHECK(server(account("192.0.2.7")).host == "192.0.2.7");
    CHECK(server(account("2001:db8::7")).host == "2001:db8::7");
}

TEST_CASE("A name that is none, or anybody's own, is no server") {
    for (const char* host : {"mail.example.com/x", "a@b", "a b", "a\r\nQUIT", "a:25", "[::1]", "-oProxy", "?",
                             ".", "h\xc3\xa9", "a#b"}) {
        CAPTURE(host);
        CHECK(why_none(account(host)) == "its name is none that a server can have");
    }
    CHECK_FALSE(why_none(account(std::string(300, 'a').c_str())).empty());
    for (const char* host : {"localhost", "mail.localhost", "127.0.0.1", "0", "::1"}) {
        CAPTURE(host);
        CHECK(why_none(account(host)) == "the name means the host of the application, whichever that is");
    }
    for (const char* host :
         {"localhost.example.com", "mylocalhost", "128.0.0.1", "::ffff:192.0.2.1", "::2"}) {
        CAPTURE(host);
        CHECK(why_none(account(host)).empty());
    }
}

TEST_CASE("An account that lacks what a login takes is not tried") {
    CHECK(why_none(account("h", "exchange")) == "its protocol is not known");
    CHECK(why_none(account("h", "")) == "its protocol is not known");
    CHECK(why_none(account("h", "smtp", 0)) == "its port is none");
    CHECK(why_none(account("")) == "the account names no server");
    Account lacking = account();
    lacking.host.reset();
    CHECK(why_none(lacking) == "the account names no server");
    lacking = account();
    lacking.username.reset();
    CHECK(why_none(lacking) == "the account names no user");
    lacking = account();
    lacking.proxy = "proxy.example.com";
    CHECK(why_none(lacking) == "it is reached through a proxy");
}
