// An option that names a file.
#pragma once

#include <string>

namespace CLI {
class App;
}

namespace postern::cli {

// An empty name is refused: it is a variable of a script that is not set.
void add_file_option(CLI::App& command, const std::string& name, const std::string& help, std::string& path);

}  // namespace postern::cli
