// A mail account as a rule understands it, whatever the container it came from.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "postern/secret.hpp"

namespace postern {

enum class Direction { outgoing, incoming };
enum class Tls { none, starttls, implicit };
enum class Encoding { plain, base64, encrypted, external };

// external: the account has a secret, but it is kept elsewhere; value is then empty.
struct AccountSecret {
    std::string type;  // "password", "client-secret", "access-token", "refresh-token"
    Encoding encoding = Encoding::plain;
    Secret value;           // decoded: as its owner would type it
    std::size_t field = 0;  // index of the record's field that holds it
};

struct Account {
    std::string product;
    std::string name;
    Direction direction = Direction::outgoing;
    std::string protocol;  // smtp smtps pop3 pop3s imap imaps; empty: no mail server's, as an OAuth client
    std::optional<std::string> host;
    std::uint16_t port = 0;
    Tls tls = Tls::none;
    std::optional<std::string> username;
    std::optional<std::string> from;
    std::optional<std::string> jndi;
    std::optional<std::string> proxy;  // SOCKS, that it reaches its server through
    bool enabled = true;
    std::string unknown_cipher;  // named beside a secret that may be encrypted, and may be as it is typed
    std::vector<AccountSecret> secrets;
};

}  // namespace postern
