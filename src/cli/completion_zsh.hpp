// Completion of the program's command line in zsh.
#pragma once

#include <string>

#include "cli/manual_tree.hpp"

namespace postern::cli {

// The file _postern, for a folder of zsh's fpath. It does not run the program.
std::string zsh_completion(const ManualCommand& tree);

}  // namespace postern::cli
