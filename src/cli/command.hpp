// What every command of the program is.
#pragma once

#include <memory>
#include <vector>

#include "postern/exit_code.hpp"

namespace CLI {
class App;
}

namespace postern::cli {

class Command {
public:
    virtual ~Command() = default;

    // Declares the command and its options under the application. Touches nothing.
    virtual void setup(CLI::App& application) = 0;

    // Whether the command line asked for this one.
    virtual bool is_chosen() const = 0;

    // Throws Error.
    virtual ExitCode run() = 0;
};

// One of each, in the order of the help.
std::vector<std::unique_ptr<Command>> make_commands();

}  // namespace postern::cli
