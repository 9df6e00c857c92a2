// Options from a file (--config), for whoever types the same ones every week.
#pragma once

#include <string>

#include "postern/error.hpp"

namespace CLI {
class App;
}

namespace postern::cli {

// Adds it to the application, and to all its commands, which must be there by then. No file is read unless it
// is named. The file is a regular one, and TOML: a table for each command, and in it options by their long
// names; the command line goes before it. What makes a command change something, or log in somewhere, has to
// be typed. A parse throws Error for what is wrong in the file: it names file, line and key, never a value.
void add_config_option(CLI::App& application);

// The file that was named, after a parse; empty: none.
std::string config_file(const CLI::App& command);

// The same error; where it names an option that the file gave, with the file and the line.
Error told_of_config(const CLI::App& application, const Error& error);

}  // namespace postern::cli
