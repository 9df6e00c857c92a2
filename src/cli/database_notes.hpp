// What is worth knowing of a live database beside the accounts in it.
#pragma once

#include <string>
#include <vector>

#include "postern/database.hpp"

namespace postern::cli {

// Sentences: that the connection is open to listeners; that the application runs on several nodes.
std::vector<std::string> notes_on(Database& database);

}  // namespace postern::cli
