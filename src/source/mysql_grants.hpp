// Which accounts of a MySQL server may read a table.
#pragma once

#include <string>
#include <vector>

#include "source/mysql_catalog.hpp"
#include "source/mysql_connection.hpp"

namespace postern::source {

struct MysqlGrant {
    std::string grantee;  // as information_schema writes it: 'jira'@'%'
    bool superuser = false;
};

struct MysqlRoleMember {
    std::string role;    // 'readers'@'' on MariaDB, 'readers'@'%' on MySQL
    std::string member;  // an account, or another role
};

// Sorted, each once. A role gives way to its members where those are known. MariaDB's PUBLIC stays: it
// means every account.
std::vector<std::string> resolve_readers(const std::vector<MysqlGrant>& grants,
                                         const std::vector<MysqlRoleMember>& members);

// By grants on the server, the database (patterns included), the table or a column of it. An account
// that may not see the server's own tables is shown only its own grants: then that is all that is known.
std::vector<std::string> mysql_readers(MysqlConnection& connection, const MysqlTable& table);

}  // namespace postern::source
