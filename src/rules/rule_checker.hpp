// Proves rules by their own examples.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "postern/account.hpp"
#include "postern/finding.hpp"
#include "postern/rule.hpp"

namespace postern::rules {

struct RuleProblem {
    std::string rule;  // its id
    std::string file;
    std::size_t line = 0;
    std::string message;    // one lower-case clause, never a secret
    std::string hint = {};  // what to do; may be empty
};

using DetectedAccount = Account;

// What the program finds in the record of an example with that rule alone.
using DetectAccounts = std::function<std::vector<DetectedAccount>(const Rule&, const Example&)>;

// The findings of a rule that is about a setting; the role of the host is the example's, else the rule's.
using DetectFindings = std::function<std::vector<Finding>(const Rule&, const Example&)>;

// The example as the rule's change leaves it.
using ChangeExample = std::function<Example(const Rule&, const Example&)>;

struct ExampleTrial {
    DetectAccounts accounts;
    DetectFindings findings;
    ChangeExample relay;
    ChangeExample scrub;
};

// Every example must give exactly its account or its finding, every counter-example none; every layout must
// hold the columns the rule requires, none twice; a scrub must change every secret. What relay changes
// and what scrub leaves of an example must hold no secret, or no finding, and, changed again, stay as it is.
// A rule without one of them must say why. In the order of the rules; empty when all is well.
std::vector<RuleProblem> check_rules(const RuleSet& rules, const ExampleTrial& trial);

}  // namespace postern::rules
