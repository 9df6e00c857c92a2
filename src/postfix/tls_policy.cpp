#include "postfix/tls_policy.hpp"

#include "postfix/host_name.hpp"

namespace postern::postfix {

namespace {

constexpr std::uint16_t kSubmissions = 465;

std::optional<Tls> tls_of_port(const Provider* provider, std::uint16_t port) {
    if (provider != nullptr) {
        for (const ProviderPort& known : provider->ports) {
            if (known.port == port) {
                return known.tls;
            }
        }
    }
    return std::nullopt;
}

}  // namespace

std::optional<TlsPolicy> parse_tls_policy(std::string_view text) {
    constexpr std::string_view kSecure = "secure:";
    if (text == "secure") {
        return TlsPolicy{TlsLevel::secure, ""};
    }
    if (text.starts_with(kSecure) && is_host_name(text.substr(kSecure.size()))) {
        return TlsPolicy{TlsLevel::secure, std::string(text.substr(kSecure.size()))};
    }
    if (text == "encrypt") {
        return TlsPolicy{TlsLevel::encrypt, ""};
    }
    if (text == "may") {
        return TlsPolicy{TlsLevel::may, ""};
    }
    if (text == "cleartext") {
        return TlsPolicy{TlsLevel::cleartext, ""};
    }
    return std::nullopt;
}

bool starts_with_tls(const Account& account, const Provider* provider) {
    if (const auto known = tls_of_port(provider, account.port)) {
        return *known == Tls::implicit;
    }
    return account.tls == Tls::implicit || account.port == kSubmissions;
}

TlsPolicy default_policy(const Account& account, const Provider* provider) {
    const bool tls = account.tls != Tls::none || provider != nullptr || starts_with_tls(account, provider);
    return {tls ? TlsLevel::secure : TlsLevel::may, ""};
}

std::string_view security_level(TlsLevel level) {
    switch (level) {
        case TlsLevel::cleartext:
        case TlsLevel::may:
            return "may";
        case TlsLevel::encrypt:
            return "encrypt";
        case TlsLevel::secure:
            break;
    }
    return "secure";
}

}  // namespace postern::postfix
