// The parts of a URL: percent-encoding, host lists, parameters.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace postern::target {

struct UrlHost {
    std::string name;  // without the brackets of an IPv6 address; empty: not said
    std::string port;  // digits; empty: not said
    bool operator==(const UrlHost&) const = default;
};

using UrlParameters = std::vector<std::pair<std::string, std::string>>;

// All throw Error(usage) for what they cannot read, and never repeat it: it may be a password.

std::string percent_decoded(std::string_view text);

// "host", "host:5432", "[::1]:5432", or several with commas between them.
std::vector<UrlHost> split_hosts(std::string_view text);

// "a=1&b=2", decoded. Each has a name and a '='.
UrlParameters split_parameters(std::string_view text);

// A name that can be shown: letters, digits, '-' and '_' only, and not long.
bool is_showable_name(std::string_view name);

}  // namespace postern::target
