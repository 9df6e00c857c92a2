// What the command line of migrate and sandbox may say.
#pragma once

#include <string>
#include <vector>

#include "cli/database_options.hpp"
#include "cli/postfix_options.hpp"

namespace CLI {
class App;
}

namespace postern::cli {

struct ChangeOptions {
    std::vector<std::string> targets;
    DatabaseOptions database;
    PostfixOptions postfix;  // its relay is where the applications are pointed
    bool apply = false;
    bool purge = false;
    bool disable_mail = false;
    std::string journal;  // empty: a new file in the usual folder
    std::string rules_folder;
    bool quiet = false;
};

// All but the targets and what only one of the two commands has.
void add_change_arguments(CLI::App& command, ChangeOptions& options);

// All that can be told before a database is asked. Throws Error(usage) for words that are none and for
// options that do not go together, Error(failed) for a folder that cannot be made.
void check_change(const ChangeOptions& options);

}  // namespace postern::cli
