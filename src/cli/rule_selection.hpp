// The rules a command works with.
#pragma once

#include <string>

#include "postern/rule.hpp"

namespace postern::cli {

// The built-in rules, with those of the folder added or put in their place; an empty folder name
// adds none. Throws Error(rule).
RuleSet select_rules(const std::string& folder);

}  // namespace postern::cli
