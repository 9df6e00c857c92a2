// How a rule's examples are tried: through the same stages as a real record.
#pragma once

#include <vector>

#include "postern/account.hpp"
#include "postern/finding.hpp"
#include "postern/rule.hpp"

namespace postern::cli {

// The accounts that this one rule finds in the example's record.
std::vector<Account> detect_accounts(const Rule& rule, const Example& example);

// The findings that this one rule, about a setting, makes of it on a host of the example's role, else of
// the rule's.
std::vector<Finding> detect_findings(const Rule& rule, const Example& example);

}  // namespace postern::cli
