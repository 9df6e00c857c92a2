// The options of a command that may be given live databases.
#pragma once

#include <optional>
#include <string>

#include "postern/secret.hpp"

namespace CLI {
class App;
}

namespace postern::cli {

struct DatabaseOptions {
    bool follow = false;        // a home directory leads to its database
    std::string password_file;  // empty: the driver's own ways, or the home's configuration
};

void add_database_options(CLI::App& command, DatabaseOptions& options);

// Its first line; nullopt without a file. Throws Error when it cannot be read, is empty, or others than
// its owner can read it.
std::optional<Secret> read_password(const DatabaseOptions& options);

}  // namespace postern::cli
