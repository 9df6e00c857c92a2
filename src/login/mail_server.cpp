#include "login/mail_server.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "base/own_host.hpp"
#include "base/text.hpp"

namespace postern::login {

namespace {

struct ProtocolName {
    std::string_view name;
    MailProtocol protocol;
    bool implicit_tls;
};

constexpr std::array<ProtocolName, 6> kProtocols{{{"smtp", MailProtocol::smtp, false},
                                                  {"smtps", MailProtocol::smtp, true},
                                                  {"imap", MailProtocol::imap, false},
                                                  {"imaps", MailProtocol::imap, true},
                                                  {"pop3", MailProtocol::pop3, false},
                                                  {"pop3s", MailProtocol::pop3, true}}};

bool is_tls_port(std::uint16_t port) {
    return port == 465 || port == 993 || port == 995;
}

bool is_host_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == '.';
}

bool is_ipv6(const std::string& host) {
    in6_addr address{};
    return ::inet_pton(AF_INET6, host.c_str(), &address) == 1;
}

bool is_host(const std::string& host) {
    constexpr std::size_t kLongest = 253;
    return host.size() <= kLongest && host.front() != '-' && host.front() != '.' &&
           (std::all_of(host.begin(), host.end(), is_host_character) || is_ipv6(host));
}

}  // namespace

std::variant<MailServer, NoServer> mail_server_of(const Account& account) {
    const auto* known =
        std::find_if(kProtocols.begin(), kProtocols.end(),
                     [&account](const ProtocolName& entry) { return entry.name == account.protocol; });
    if (known == kProtocols.end()) {
        return NoServer{"its protocol is not known"};
    }
    if (!account.host || account.host->empty()) {
        return NoServer{"the account names no server"};
    }
    if (!is_host(*account.host)) {
        return NoServer{"its name is none that a server can have"};
    }
    if (base::means_own_host(*account.host)) {
        return NoServer{"the name means the host of the application, whichever that is"};
    }
    if (account.port == 0) {
        return NoServer{"its port is none"};
    }
    if (account.proxy) {
        return NoServer{"it is reached through a proxy"};
    }
    if (!account.username) {
        return NoServer{"the account names no user"};
    }
    return MailServer{base::lower(*account.host), account.port, known->protocol,
                      known->implicit_tls || is_tls_port(account.port)};
}

}  // namespace postern::login
