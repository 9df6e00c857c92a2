// What a MySQL server says of itself and of the way to it.
#pragma once

#include <vector>

#include "postern/database.hpp"
#include "source/mysql_address.hpp"
#include "source/mysql_connection.hpp"

namespace postern::source {

// The identity is the server's own (server_uuid; MariaDB's server_uid, and where that is not there its
// host, with the data directory) and the database's name. MariaDB's changes with the network card.
DatabaseFacts mysql_facts(MysqlConnection& connection, const MysqlAddress& address);

// Without PROCESS an account sees only its own sessions. What a program calls itself is known only
// where the performance schema says so.
std::vector<OtherSession> mysql_sessions(MysqlConnection& connection, const std::string& database);

// "MariaDB 10.11.19" of "10.11.19-MariaDB-0+deb12u1-log", "MySQL 8.0.36" of "8.0.36-0ubuntu0.22.04.1".
std::string mysql_server_name(const std::string& version);
// "10.0.0.1:53422" as it is; "local" for a socket file.
std::string mysql_client_name(const std::string& host);

}  // namespace postern::source
