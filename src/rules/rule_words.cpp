#include "rules/rule_words.hpp"

#include <algorithm>
#include <array>

namespace postern::rules {

namespace {

using namespace std::string_view_literals;

constexpr std::array kRoles = {"name"sv,      "from"sv,    "host"sv,  "port"sv,     "protocol"sv,
                               "direction"sv, "tls"sv,     "ssl"sv,   "username"sv, "jndi"sv,
                               "key"sv,       "enabled"sv, "cipher"sv};
constexpr std::array kAccountRoles = {"name"sv,      "from"sv, "host"sv,     "port"sv, "protocol"sv,
                                      "direction"sv, "tls"sv,  "username"sv, "jndi"sv, "enabled"sv};
constexpr std::array kSecretTypes = {"password"sv, "client-secret"sv, "access-token"sv, "refresh-token"sv};
// In the order of the enumerations.
constexpr std::array kEncodings = {"plain"sv, "base64"sv, "encrypted"sv, "external"sv};
constexpr std::array kDirections = {"outgoing"sv, "incoming"sv};
constexpr std::array kTls = {"none"sv, "starttls"sv, "implicit"sv};
constexpr std::array kProtocols = {"smtp"sv, "smtps"sv, "pop3"sv, "pop3s"sv, "imap"sv, "imaps"sv};
constexpr std::array kTruths = {"true"sv, "false"sv};

}  // namespace

std::string_view word_for(Direction direction) {
    return kDirections[static_cast<std::size_t>(direction)];
}

std::string_view word_for(Tls tls) {
    return kTls[static_cast<std::size_t>(tls)];
}

std::string_view word_for(Encoding encoding) {
    return kEncodings[static_cast<std::size_t>(encoding)];
}

std::optional<Encoding> encoding_for(std::string_view word) {
    for (std::size_t i = 0; i < kEncodings.size(); ++i) {
        if (kEncodings[i] == word) {
            return static_cast<Encoding>(i);
        }
    }
    return std::nullopt;
}

Tls tls_for(std::string_view word) {
    return static_cast<Tls>(std::find(kTls.begin(), kTls.end(), word) - kTls.begin());
}

Words roles() {
    return kRoles;
}

Words account_roles() {
    return kAccountRoles;
}

Words secret_types() {
    return kSecretTypes;
}

Words tls_words() {
    return kTls;
}

Words stored_encodings() {
    return Words(kEncodings).first(3);
}

Words all_encodings() {
    return kEncodings;
}

Words words_of_role(std::string_view role) {
    if (role == "direction") {
        return kDirections;
    }
    if (role == "protocol") {
        return kProtocols;
    }
    if (role == "tls" || role == "ssl" || role == "enabled") {
        return kTruths;
    }
    return {};
}

Words words_of_account_role(std::string_view role) {
    return role == "tls" ? tls_words() : words_of_role(role);
}

}  // namespace postern::rules
