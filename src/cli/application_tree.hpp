// The command line of the whole program, before anybody typed one.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "cli/command.hpp"

namespace CLI {
class App;
}

namespace postern::cli {

// The commands must outlive it.
std::shared_ptr<CLI::App> make_application(const std::vector<std::unique_ptr<Command>>& commands);

// "scan, migrate and rules"
std::string command_names(const CLI::App& application);

}  // namespace postern::cli
