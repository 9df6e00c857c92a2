// What an administrator has to know of a configuration before it is used.
#pragma once

#include <string>
#include <vector>

#include "postfix/plan.hpp"

namespace postern::postfix {

// A sentence or two each; empty when there is nothing to say.
std::vector<std::string> warnings(const Plan& plan);

// Whether something has to be filled in by hand before it can be installed.
bool needs_hands(const Plan& plan);

}  // namespace postern::postfix
