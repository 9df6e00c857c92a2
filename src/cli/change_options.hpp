// What the command line of migrate and sandbox may say.
#pragma once

#include <string>
#include <vector>

#include "cli/database_options.hpp"
#include "cli/postfix_options.hpp"
#include "cli/report_output.hpp"

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
    std::string config_file;  // that options came from; empty: none
    bool quiet = false;
    bool verbose = false;
    // Of files.
    std::string output;  // "-" is standard output; empty: none
    bool in_place = false;
    bool wipe = false;            // what the file held that is replaced
    bool trust_splice = false;    // what was spliced is not read again
    ReportOutput report{"", ""};  // forms empty: text; path empty: only reports with files of their own
};

// All but the targets and what only one of the two commands has.
void add_change_arguments(CLI::App& command, ChangeOptions& options);

// All that can be told before a database is asked. Throws Error(usage) for words that are none and for
// options that do not go together, Error(failed) for a folder that cannot be made.
void check_change(const ChangeOptions& options);

// The reports that are wanted; none as a rule. Throws Error(usage).
std::vector<ReportPlace> wanted_reports(const ChangeOptions& options);

// Which options go with the targets that there are. Throws Error(usage).
void check_kind_of_targets(const ChangeOptions& options, bool has_databases);

}  // namespace postern::cli
