// Which targets are files, and which are live databases.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/database_options.hpp"
#include "postern/secret.hpp"
#include "target/database_url.hpp"

namespace postern::cli {

struct DatabaseTarget {
    target::DatabaseUrl url;
    std::optional<Secret> password;  // nullopt: the driver looks in its own places
    std::string password_hint;       // what to do when that is not enough; empty: the driver's error tells
    bool followed = false;           // a home's configuration names it, nobody wrote its URL
};

struct Targets {
    std::vector<std::string> files;  // folders and "-" too, homes that were followed among them
    std::vector<std::string> homes;  // those
    std::vector<DatabaseTarget> databases;
};

// With options.follow a home directory gives its database, and itself as a folder; a home's configuration
// file gives its database alone; there must be one. --password-file counts more than what a home says.
// Throws Error(usage) for an empty word, and for a URL that is not understood or has a password in it; what
// stands in the URL is not repeated.
Targets sort_targets(const std::vector<std::string>& targets, const DatabaseOptions& options);

}  // namespace postern::cli
