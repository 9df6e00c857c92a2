#include "login/login_dialogue.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.hpp"

namespace postern::login {

namespace {

std::string_view first_word(std::string_view text) {
    return text.substr(0, std::min(text.find_first_of(" \r\n"), text.size()));
}

std::string_view behind_word(std::string_view text) {
    const std::size_t end = text.find(' ');
    return end == text.npos ? std::string_view() : text.substr(end + 1);
}

// "AUTH" of "[AUTH] no", empty without one.
std::string_view response_code(std::string_view text) {
    const std::size_t end = text.find_first_of("] ");
    return text.starts_with('[') && end != text.npos ? text.substr(1, end - 1) : std::string_view();
}

bool is(std::string_view word, std::string_view other) {
    return base::equal_without_case(word, other);
}

bool is_reply_code(std::string_view line) {
    return line.size() >= 3 &&
           std::all_of(line.begin(), line.begin() + 3, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

void LoginDialogue::sent(std::string_view command) {
    if (asked_) {
        return;
    }
    const std::string_view tag = first_word(command);
    const std::string_view verb = protocol_ == MailProtocol::imap ? first_word(behind_word(command)) : tag;
    switch (protocol_) {
        case MailProtocol::smtp:
            asked_ = is(verb, "AUTH");
            break;
        case MailProtocol::imap:
            asked_ = is(verb, "AUTHENTICATE") || is(verb, "LOGIN");
            tag_ = tag;
            break;
        case MailProtocol::pop3:
            by_digest_ = is(verb, "APOP");
            asked_ = is(verb, "AUTH") || is(verb, "PASS") || by_digest_;
            break;
    }
}

void LoginDialogue::received(std::string_view line) {
    line = line.substr(0, std::min(line.find_first_of("\r\n"), line.size()));
    if (!asked_) {
        offers_mechanisms_ = offers_mechanisms_ ||
                             (protocol_ == MailProtocol::imap && base::glob_fits("* AUTH=*", line)) ||
                             (protocol_ == MailProtocol::pop3 && is(first_word(line), "SASL"));
    } else if (answer_ == Answer::none && protocol_ == MailProtocol::smtp) {
        hear_smtp(line);
    } else if (answer_ == Answer::none && protocol_ == MailProtocol::imap) {
        hear_imap(line);
    } else if (answer_ == Answer::none) {
        hear_pop3(line);
    }
}

// A mailbox whose protocol is switched off answers 535 5.7.139 too, whatever the password.
void LoginDialogue::hear_smtp(std::string_view line) {
    if (!is_reply_code(line) || line.starts_with("334")) {
        return;
    }
    const std::string_view code = line.substr(0, 3);
    const std::string_view status = line.size() > 4 ? first_word(line.substr(4)) : std::string_view();
    if (code == "235") {
        decide(Answer::accepted);
    } else if (code == "535" && status != "5.7.139") {
        decide(Answer::refused);
    } else if (code.starts_with('4')) {
        decide(Answer::undecided, fmt::format("it put the login off ({})", code));
    } else {
        decide(Answer::undecided, fmt::format("it refused the way of logging in ({})", code));
    }
}

void LoginDialogue::hear_imap(std::string_view line) {
    if (first_word(line) != tag_) {
        return;
    }
    const std::string_view reply = behind_word(line);
    const std::string_view status = first_word(reply);
    if (is(status, "OK")) {
        decide(Answer::accepted);
    } else if (is(status, "NO")) {
        refuse_by(response_code(behind_word(reply)));
    } else {
        decide(Answer::undecided, "it did not understand the login");
    }
}

// A server without codes says the same of a mailbox that somebody else has open.
void LoginDialogue::hear_pop3(std::string_view line) {
    const std::string_view status = first_word(line);
    if (is(status, "+OK")) {
        decide(Answer::accepted);
    } else if (!is(status, "-ERR")) {
        return;
    } else if (by_digest_) {
        decide(Answer::undecided, "it refused a login by APOP, which may be meant for other users");
    } else if (response_code(behind_word(line)).empty() && base::glob_fits("*lock*", line)) {
        decide(Answer::undecided, "the mailbox is locked");
    } else {
        refuse_by(response_code(behind_word(line)));
    }
}

// RFC 5530, RFC 2449 and RFC 3206: all other codes are about something else than the password.
void LoginDialogue::refuse_by(std::string_view code) {
    constexpr std::array<std::string_view, 4> kOfPassword{"", "AUTHENTICATIONFAILED", "EXPIRED", "AUTH"};
    if (std::any_of(kOfPassword.begin(), kOfPassword.end(),
                    [code](std::string_view known) { return is(code, known); })) {
        decide(Answer::refused);
    } else {
        decide(Answer::undecided, "it refused the login for another reason than the password");
    }
}

void LoginDialogue::decide(Answer answer, std::string why) {
    answer_ = answer;
    why_ = std::move(why);
}

}  // namespace postern::login
