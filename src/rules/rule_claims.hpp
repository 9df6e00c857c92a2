// Finds rules that claim the same field of one record.
#pragma once

#include <vector>

#include "postern/rule.hpp"
#include "rules/rule_checker.hpp"

namespace postern::rules {

// In an example of one rule no other may report a secret in a field in which the first reports one, nor
// change a field that the first changes. Two findings about settings of one record may stand beside each
// other. Each problem is the later rule's, once for every earlier one.
std::vector<RuleProblem> check_claims(const RuleSet& rules, const ExampleTrial& trial);

}  // namespace postern::rules
