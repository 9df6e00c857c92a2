// Completion of the program's command line in fish.
#pragma once

#include <string>

#include "cli/manual_tree.hpp"

namespace postern::cli {

// The file postern.fish, for a folder of fish's completions. It does not run the program.
std::string fish_completion(const ManualCommand& tree);

}  // namespace postern::cli
