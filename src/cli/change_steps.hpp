// What an administrator has to do around a change: before it, and after.
#pragma once

#include <string>
#include <vector>

#include "cli/change_plan.hpp"

namespace postern::cli {

// Sentences each.
std::vector<std::string> steps_before(const ChangePlan& plan);
std::vector<std::string> steps_after(const ChangePlan& plan);

// "Jira", "Jira and Confluence"; "the application" where it is not known.
std::string product_names(const std::vector<std::string>& products);

}  // namespace postern::cli
