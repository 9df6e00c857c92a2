#include "login/login_dialogue.hpp"

#include <initializer_list>

#include "catch.hpp"

using namespace postern::login;

namespace {

// A login asked for by `command`, and what the server says then.
LoginDialogue after(MailProtocol protocol, const char* command, std::initializer_list<const char*> lines) {
    LoginDialogue dialogue(protocol);
    dialogue.sent(command);
    for (const char* line : lines) {
        dialogue.received(line);
    }
    return dialogue;
}

Answer smtp(std::initializer_list<const char*> lines) {
    return after(MailProtocol::smtp, "AUTH PLAIN\r\n", lines).answer();
}

Answer imap(std::initializer_list<const char*> lines) {
    return after(MailProtocol::imap, "A003 AUTHENTICATE PLAIN\r\n", lines).answer();
}

Answer pop3(std::initializer_list<const char*> lines) {
    return after(MailProtocol::pop3, "AUTH PLAIN\r\n", lines).answer();
}

}  // namespace

TEST_CASE("SMTP: only 235 lets in and only 535 refuses the password") {
    CHECK(smtp({"334 \r\n", "235 2.7.0 welcome\r\n"}) == Answer::accepted);
    CHECK(smtp({"235"}) == Answer::accepted);
    CHECK(smtp({"334 VXNlcm5hbWU6", "535 5.7.8 wrong"}) == Answer::refused);
    CHECK(smtp({"535-5.7.8 wrong", "535 5.7.8 see https://example.com"}) == Answer::refused);
    CHECK(smtp({"535"}) == Answer::refused);
    for (const char* line :
         {"421 4.3.0 closing", "432 4.7.12 transition", "454 4.7.0 later", "500 what", "504 5.5.4 unknown",
          "530 5.7.0 Must issue a STARTTLS command first", "534 5.7.9 application password", "538 encryption",
          "535 5.7.139 basic authentication is disabled", "550 5.7.1 no", "250 fine"}) {
        CAPTURE(line);
        CHECK(smtp({line}) == Answer::undecided);
    }
    CHECK(smtp({}) == Answer::none);
    CHECK(smtp({"", "garbage", "23"}) == Answer::none);
    CHECK(after(MailProtocol::smtp, "AUTH LOGIN", {"454 x"}).why() == "it put the login off (454)");
}

TEST_CASE("IMAP: the tagged reply decides, by its code") {
    CHECK(imap({"+ ", "* CAPABILITY IMAP4rev1", "A003 OK [CAPABILITY IMAP4rev1] in\r\n"}) ==
          Answer::accepted);
    CHECK(imap({"A003 NO [AUTHENTICATIONFAILED] wrong"}) == Answer::refused);
    CHECK(imap({"A003 NO LOGIN failed."}) == Answer::refused);
    CHECK(imap({"a003 ok"}) == Answer::none);
    CHECK(imap({"A003 no [expired] x"}) == Answer::refused);
    for (const char* line : {"A003 NO [UNAVAILABLE] later", "A003 NO [AUTHORIZATIONFAILED] no",
                             "A003 NO [ALERT] Please log in via your web browser", "A003 NO [INUSE] x",
                             "A003 BAD what", "A003 "}) {
        CAPTURE(line);
        CHECK(imap({line}) == Answer::undecided);
    }
    CHECK(imap({"A002 NO wrong", "* BYE", "* NO wrong"}) == Answer::none);
}

TEST_CASE("POP3: +OK lets in, -ERR refuses unless it is about something else") {
    CHECK(pop3({"+ ", "+OK in"}) == Answer::accepted);
    CHECK(pop3({"-ERR [AUTH] wrong"}) == Answer::refused);
    CHECK(pop3({"-ERR Logon failure: unknown user name or bad password."}) == Answer::refused);
    CHECK(pop3({"-ERR"}) == Answer::refused);
    for (const char* line : {"-ERR [SYS/TEMP] later", "-ERR [IN-USE] busy", "-ERR [LOGIN-DELAY] wait",
                             "-ERR maildrop already locked"}) {
        CAPTURE(line);
        CHECK(pop3({line}) == Answer::undecided);
    }
    CHECK(after(MailProtocol::pop3, "PASS x", {"-ERR wrong"}).answer() == Answer::refused);
    CHECK(after(MailProtocol::pop3, "APOP u 0123", {"-ERR wrong"}).answer() == Answer::undecided);
    CHECK(after(MailProtocol::pop3, "USER u", {"-ERR wrong"}).answer() == Answer::none);
}

TEST_CASE("The first answer stands, and nothing counts that came before the login") {
    LoginDialogue dialogue(MailProtocol::smtp);
    for (const char* line : {"220 hello", "235 2.7.0 welcome", "535 5.7.8 wrong"}) {
        dialogue.received(line);
    }
    dialogue.sent("EHLO AUTH\r\n");
    CHECK_FALSE(dialogue.asked());
    CHECK(dialogue.answer() == Answer::none);
    dialogue.sent("AUTH PLAIN\r\n");
    CHECK(dialogue.asked());
    dialogue.received("535 5.7.8 wrong");
    dialogue.sent("NOOP\r\n");
    dialogue.received("235 2.7.0 welcome");
    CHECK(dialogue.answer() == Answer::refused);
    const LoginDialogue preauth =
        after(MailProtocol::imap, "A001 NOOP\r\n", {"* PREAUTH welcome", "A001 OK fine"});
    CHECK(preauth.answer() == Answer::none);
}

TEST_CASE("It is known whether a server has mechanisms") {
    CHECK(after(MailProtocol::imap, "A001 CAPABILITY", {"* CAPABILITY IMAP4rev1 AUTH=GSSAPI"})
              .offers_mechanisms());
    CHECK_FALSE(
        after(MailProtocol::imap, "A001 CAPABILITY", {"* CAPABILITY IMAP4rev1 LOGINDISABLED", "A001 OK x"})
            .offers_mechanisms());
    CHECK(after(MailProtocol::pop3, "CAPA", {"+OK", "USER", "SASL CRAM-MD5", "."}).offers_mechanisms());
    CHECK_FALSE(after(MailProtocol::pop3, "CAPA", {"-ERR SASL"}).offers_mechanisms());
}
