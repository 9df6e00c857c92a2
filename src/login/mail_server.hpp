// The mail server that an account names, as far as a password can be tried there.
#pragma once

#include <cstdint>
#include <string>
#include <variant>

#include "postern/account.hpp"

namespace postern::login {

enum class MailProtocol { smtp, imap, pop3 };

struct MailServer {
    std::string host;  // a name of letters, digits, "-", "_" and ".", or an address
    std::uint16_t port = 0;
    MailProtocol protocol = MailProtocol::smtp;
    bool implicit_tls = false;  // else STARTTLS

    bool operator==(const MailServer&) const = default;
};

// Why no password can be tried there: a clause in which "it" is the server.
struct NoServer {
    std::string why;
};

// What a scanned file says is not believed: a name that is none, or that means whatever host asks, is no
// server. Which encryption is meant follows from protocol and port (465, 993, 995); there is always one.
std::variant<MailServer, NoServer> mail_server_of(const Account& account);

}  // namespace postern::login
