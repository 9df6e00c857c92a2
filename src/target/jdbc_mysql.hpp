// What a JDBC URL tells the Java drivers of MySQL and MariaDB, in the words of MySQL's own programs.
#pragma once

#include "target/database_url.hpp"
#include "target/jdbc_settings.hpp"

namespace postern::target {

// "address=(protocol=tcp)(host=h)(port=p)", also without "address=" and with commas within; of several the
// first. A user and a password may stand in it. Throws Error(usage) for one that is not reached by TCP.
void take_jdbc_address(std::string_view text, DatabaseUrl& url);

// How the connection is encrypted, and its socket. MariaDB's driver verifies a certificate where MySQL's
// only does when told. What the application demands and only Java can do is refused: Error(usage), never
// with a value. Java reaches a server by TCP whatever it is called, so "localhost" gets its port here.
void translate_mysql(const JdbcSettings& settings, bool mariadb, DatabaseUrl& url);

}  // namespace postern::target
