// The URL of a live database, written.
#pragma once

#include <string>

#include "target/database_url.hpp"

namespace postern::target {

// What parse_database_url() reads back to the same; never with the password.
std::string database_url_text(const DatabaseUrl& url);

}  // namespace postern::target
