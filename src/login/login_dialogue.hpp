// What a mail server said to a password, from the lines that went to and fro.
#pragma once

#include <string>
#include <string_view>

#include "login/mail_server.hpp"

namespace postern::login {

enum class Answer {
    none,       // it was not asked, or did not say
    accepted,   // it let the user in
    refused,    // it said that user and password are not right
    undecided,  // it said something else, which tells nothing of the password
};

// Listens to one connection. Keeps no line: not those of the client, as one holds the password, and not
// those of the server, which may repeat it.
class LoginDialogue {
public:
    explicit LoginDialogue(MailProtocol protocol) : protocol_(protocol) {}

    void sent(std::string_view command);
    // One line; its end may be with it.
    void received(std::string_view line);

    // Whether a login was asked for, so that it counts as one at the server.
    bool asked() const { return asked_; }
    // Before that: whether the server named ways of logging in that are SASL's.
    bool offers_mechanisms() const { return offers_mechanisms_; }
    Answer answer() const { return answer_; }
    // Of an undecided answer: a clause in which "it" is the server.
    const std::string& why() const { return why_; }

private:
    void hear_smtp(std::string_view line);
    void hear_imap(std::string_view line);
    void hear_pop3(std::string_view line);
    void refuse_by(std::string_view code);
    void decide(Answer answer, std::string why = {});

    MailProtocol protocol_;
    std::string tag_;  // of the command that asks, in IMAP
    bool asked_ = false;
    bool by_digest_ = false;  // which a server may know of some users alone
    bool offers_mechanisms_ = false;
    Answer answer_ = Answer::none;
    std::string why_;
};

}  // namespace postern::login
