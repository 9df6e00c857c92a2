#include "rules/provider_words.hpp"

#include <algorithm>
#include <array>

namespace postern::rules {

namespace {

using namespace std::string_view_literals;

// In the order of the enumeration.
constexpr std::array kLogins = {"password"sv, "app-password"sv, "oauth-soon"sv, "oauth"sv};
constexpr std::array kTokenTools = {"gmail"sv, "outlook"sv};

}  // namespace

std::string_view word_for(ProviderLogin login) {
    return kLogins[static_cast<std::size_t>(login)];
}

ProviderLogin login_for(std::string_view word) {
    return static_cast<ProviderLogin>(std::find(kLogins.begin(), kLogins.end(), word) - kLogins.begin());
}

Words logins() {
    return kLogins;
}

Words token_tools() {
    return kTokenTools;
}

}  // namespace postern::rules
