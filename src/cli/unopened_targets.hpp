// Targets of a quiet run that could not be opened.
#pragma once

#include <string>
#include <vector>

#include "postern/report.hpp"

namespace postern::cli {

// "a.sql: cannot be opened: No such file or directory", for each of the targets that the report says this of.
std::vector<std::string> unopened_targets(const Report& report, const std::vector<std::string>& targets);

}  // namespace postern::cli
