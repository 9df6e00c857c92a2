// What a MySQL or MariaDB server's error means, in our own words.
#pragma once

#include <string>

#include "postern/error.hpp"

namespace postern::source {

// By the error's number alone: a server's text may repeat a bound value. `where` names the server, and
// the table where there is one.
Error mysql_error(int number, const std::string& where);

// After these no further statement on the connection can succeed.
bool is_lost_connection(int number);

}  // namespace postern::source
