// How a session on a MySQL server is set up: read-only unless told, strict, and never waiting for long.
#pragma once

#include "source/mysql_connection.hpp"

namespace postern::source {

enum class MysqlAccess { read_only, read_write };

// Nothing a server's or an account's settings say about modes, limits and isolation is left standing
// that could change what is read or written.
void set_up_session(MysqlConnection& connection, MysqlAccess access);

}  // namespace postern::source
