// The JDBC form of a database's address, as Java applications keep it in their configuration.
#pragma once

#include <string_view>

#include "target/database_url.hpp"

namespace postern::target {

// jdbc:postgresql:, jdbc:mysql: and jdbc:mariadb:. How the connection is encrypted is translated; settings of
// the Java driver that mean nothing to another are left out (jdbc_mysql.hpp: some are refused). A password
// goes into DatabaseUrl::password. Throws Error(usage), never with a value.
DatabaseUrl parse_jdbc_url(std::string_view text);

}  // namespace postern::target
