// A release of Postfix, and what may be written for it.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace postern::postfix {

struct Version {
    unsigned major = 0;
    unsigned minor = 0;

    auto operator<=>(const Version&) const = default;
};

// postlogd, the reuse of TLS connections and the rate delay of transports came with it.
inline constexpr Version kOldestVersion{3, 4};
// For a host whose Postfix is not known: what Debian 12 has.
inline constexpr Version kUsualVersion{3, 7};

// From "3.7.11", "3.7", "3.11-20250101"; nullopt when it starts with no two numbers.
std::optional<Version> parse_version(std::string_view text);

std::string text_of(Version version);

// For compatibility_level: levels in the form "3.6" are not understood before 3.6.
std::string_view compatibility_level(Version version);

// For smtp_tls_mandatory_protocols, TLS 1.2 and later: ">=" is not understood before 3.6.
std::string_view modern_tls(Version version);

}  // namespace postern::postfix
