// README: what the folder holds and what to do with it, in plain words.
#pragma once

#include <string>

#include "postfix/plan.hpp"

namespace postern::postfix {

// Of a complete configuration.
std::string readme(const Plan& plan);

// Of one that has to be merged.
std::string fragment_readme(const Plan& plan);

}  // namespace postern::postfix
