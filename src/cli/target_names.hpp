// What may stand for a target on the command line.
#pragma once

#include <string>
#include <vector>

namespace postern::cli {

// Throws Error(usage) for an empty word and for a URL, which it does not repeat: it may hold a
// password.
void check_targets(const std::vector<std::string>& targets);

}  // namespace postern::cli
