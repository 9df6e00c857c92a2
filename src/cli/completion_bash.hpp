// Completion of the program's command line in bash.
#pragma once

#include <string>

#include "cli/manual_tree.hpp"

namespace postern::cli {

// A script that bash reads. It needs nothing else, and does not run the program.
std::string bash_completion(const ManualCommand& tree);

}  // namespace postern::cli
