// The password in a connection string of PostgreSQL.
#pragma once

#include <string>

namespace postern::source {

// Of either form: "host=h password=p" or a URI. Appends it; false when there is none, or when it is no
// connection string.
bool append_conninfo_password(const std::string& conninfo, std::string& password);

}  // namespace postern::source
