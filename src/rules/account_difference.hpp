// How an account differs from the one an example states.
#pragma once

#include <optional>
#include <string>

#include "postern/account.hpp"
#include "postern/rule.hpp"

namespace postern::rules {

// The first difference in words that never tell a secret; nullopt when there is none. A role the
// example leaves out must be missing from the account (an account left unsaid is enabled).
std::optional<std::string> account_difference(const Example& example, const Account& account);

}  // namespace postern::rules
