// What this host is, for files that are written for it.
#pragma once

#include <optional>

#include "postfix/platform.hpp"
#include "postfix/version.hpp"

namespace postern::cli {

// From /etc/os-release; nullopt when it is none that is known.
std::optional<postfix::Platform> platform_of_this_host();

// Asks postconf; nullopt when there is no Postfix.
std::optional<postfix::Version> postfix_of_this_host();

}  // namespace postern::cli
