#include "rules/rule_words.hpp"

#include <algorithm>
#include <array>

namespace postern::rules {

namespace {

using namespace std::string_view_literals;

constexpr std::array kRoles = {"name"sv,      "from"sv,    "host"sv,   "port"sv,     "protocol"sv,
                               "direction"sv, "tls"sv,     "ssl"sv,    "username"sv, "jndi"sv,
                               "key"sv,       "enabled"sv, "cipher"sv, "proxy"sv};
constexpr std::array kAccountRoles = {"name"sv,     "from"sv,      "host"sv,   "port"sv,
                                      "protocol"sv, "direction"sv, "tls"sv,    "username"sv,
                                      "jndi"sv,     "proxy"sv,     "enabled"sv};
constexpr std::array kSecretTypes = {"password"sv, "client-secret"sv, "access-token"sv, "refresh-token"sv};
// In the order of the enumerations.
constexpr std::array kEncodings = {"plain"sv, "base64"sv, "encrypted"sv, "external"sv};
constexpr std::array kSeverities = {"low"sv, "medium"sv, "high"sv};
constexpr std::array kHostRoles = {"production"sv, "sandbox"sv};
constexpr std::array kDirections = {"outgoing"sv, "incoming"sv};
constexpr std::array kTls = {"none"sv, "starttls"sv, "implicit"sv};
constexpr std::array kProtocols = {"smtp"sv, "smtps"sv, "pop3"sv, "pop3s"sv, "imap"sv, "imaps"sv};
constexpr std::array kTruths = {"true"sv, "false"sv};

template <typename Value>
std::optional<Value> value_for(std::string_view word, Words words) {
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (words[i] == word) {
            return static_cast<Value>(i);
        }
    }
    return std::nullopt;
}

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

std::string_view word_for(Severity severity) {
    return kSeverities[static_cast<std::size_t>(severity)];
}

std::string_view word_for(HostRole role) {
    return kHostRoles[static_cast<std::size_t>(role)];
}

std::optional<Encoding> encoding_for(std::string_view word) {
    return value_for<Encoding>(word, kEncodings);
}

std::optional<Severity> severity_for(std::string_view word) {
    return value_for<Severity>(word, kSeverities);
}

std::optional<HostRole> host_role_for(std::string_view word) {
    return value_for<HostRole>(word, kHostRoles);
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

Words severities() {
    return kSeverities;
}

Words host_roles() {
    return kHostRoles;
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
