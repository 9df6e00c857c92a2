// Proves rules by their own examples.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "postern/account.hpp"
#include "postern/rule.hpp"

namespace postern::rules {

struct RuleProblem {
    std::string rule;  // its id
    std::string file;
    std::size_t line = 0;
    std::string message;  // one lower-case clause, never a secret
};

using DetectedAccount = Account;

// What the program finds in the record of an example with that rule alone.
using DetectAccounts = std::function<std::vector<DetectedAccount>(const Rule&, const Example&)>;

// Every example must give exactly its account, every counter-example none; every layout must hold
// the columns the rule requires, none twice; a scrub must change every secret. In the order of the
// rules; empty when all is well.
std::vector<RuleProblem> check_rules(const RuleSet& rules, const DetectAccounts& detect);

}  // namespace postern::rules
