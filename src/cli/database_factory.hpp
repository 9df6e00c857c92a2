// From a database target to an open database.
#pragma once

#include <memory>

#include "cli/database_targets.hpp"
#include "postern/database.hpp"

namespace postern::cli {

enum class DatabaseAccess { read, write };

// Connects. Throws Error.
std::unique_ptr<Database> open_database(const DatabaseTarget& target, DatabaseAccess access);

}  // namespace postern::cli
