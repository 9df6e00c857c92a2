// A MySQL or MariaDB target, as its driver wants it.
#pragma once

#include "source/mysql_address.hpp"
#include "target/database_url.hpp"

namespace postern::cli {

// Of several hosts the first. Throws Error(usage) for an ssl-mode that MySQL does not know, and for a socket
// beside a host that is not this one.
source::MysqlAddress mysql_address(const target::DatabaseUrl& url);

}  // namespace postern::cli
