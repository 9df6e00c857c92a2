// Rules in words, for a person.
#pragma once

#include <string>

#include "postern/rule.hpp"

namespace postern::cli {

std::string rule_list(const RuleSet& rules);  // and providers, by id and title
std::string rule_description(const Rule& rule);
std::string check_summary(const RuleSet& rules);

}  // namespace postern::cli
