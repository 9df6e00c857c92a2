#include "audit/provider_advice.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"

namespace postern::audit {

namespace {

bool is_one_of(const std::vector<std::string>& hosts, const std::string& host) {
    return std::any_of(hosts.begin(), hosts.end(),
                       [&host](const std::string& glob) { return base::glob_fits(glob, host); });
}

bool has_password(const Account& account) {
    return std::any_of(account.secrets.begin(), account.secrets.end(),
                       [](const AccountSecret& secret) { return secret.type == "password"; });
}

// Of a Provider, or of its mailboxes.
template <typename Place>
std::string sentence(const Place& place) {
    const std::string end = place.password_end.value_or("");
    switch (place.login) {
        case ProviderLogin::password:
            return "";
        case ProviderLogin::app_password:
            return fmt::format(
                "takes a password made for this purpose alone (an app password) or OAuth 2.0, not the "
                "account's own{}",
                end.empty() ? "" : fmt::format(" (since {})", end));
        case ProviderLogin::oauth_soon:
            return end.empty()
                       ? "is about to take OAuth 2.0 only"
                       : fmt::format("takes no passwords by default from {} on: plan for OAuth 2.0", end);
        case ProviderLogin::oauth:
            break;
    }
    return end.empty() ? "takes OAuth 2.0 only" : fmt::format("has taken OAuth 2.0 only since {}", end);
}

}  // namespace

std::optional<std::string> provider_advice(std::span<const Provider> providers, const Account& account) {
    if (!account.host || !has_password(account)) {
        return std::nullopt;
    }
    for (const Provider& provider : providers) {
        std::string says;
        if (account.direction == Direction::outgoing && is_one_of(provider.hosts, *account.host)) {
            says = sentence(provider);
        } else if (account.direction == Direction::incoming && provider.mailboxes &&
                   is_one_of(provider.mailboxes->hosts, *account.host)) {
            says = sentence(*provider.mailboxes);
        } else {
            continue;
        }
        return says.empty() ? std::nullopt
                            : std::optional(fmt::format("{} {} (as of {}; postern rules show {}).",
                                                        provider.title, says, provider.checked, provider.id));
    }
    return std::nullopt;
}

}  // namespace postern::audit
