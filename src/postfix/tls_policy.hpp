// How the connection to an upstream server is protected.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "postern/account.hpp"
#include "postern/provider.hpp"

namespace postern::postfix {

enum class TlsLevel {
    cleartext,  // as may, and passwords go out without TLS too
    may,        // TLS where the server offers it; passwords only then
    encrypt,    // always TLS, to whoever answers
    secure,     // always TLS, to a server that proves its name
};

struct TlsPolicy {
    TlsLevel level = TlsLevel::secure;
    std::string name;  // with secure: the name in the certificate, when it is not the host's

    bool operator==(const TlsPolicy&) const = default;
};

// "secure", "secure:NAME", "encrypt", "may", "cleartext"; nullopt for anything else.
std::optional<TlsPolicy> parse_tls_policy(std::string_view text);

// Whether the connection starts with TLS (port 465) instead of STARTTLS. What the provider says of
// the port counts more than the account, and 465 is never anything else.
bool starts_with_tls(const Account& account, const Provider* provider);

// secure wherever TLS was asked for, or is known to be there. An account that asked for none gets
// `may`: a server without TLS still takes mail without a password, but never gets to see one.
TlsPolicy default_policy(const Account& account, const Provider* provider);

// The word for smtp_tls_security_level.
std::string_view security_level(TlsLevel level);

}  // namespace postern::postfix
