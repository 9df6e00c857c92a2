// How a rule's examples are tried: through the same stages as a real record.
#pragma once

#include <vector>

#include "postern/account.hpp"
#include "postern/rule.hpp"

namespace postern::cli {

// The accounts that this one rule finds in the example's record.
std::vector<Account> detect_accounts(const Rule& rule, const Example& example);

}  // namespace postern::cli
