// What removes old values from the files of a MySQL or MariaDB table.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "source/mysql_catalog.hpp"
#include "source/mysql_connection.hpp"

namespace postern::source {

// Builds the table anew. OPTIMIZE TABLE, unless the server is set to do something else at that word.
std::string mysql_rebuild_statement(MysqlConnection& connection, const MysqlTable& table);

// What takes old values out of the statistics that somebody asked for: MySQL's histograms, MariaDB's
// column_stats. Empty when there are none for the table. nullopt when this account may not see them.
std::optional<std::vector<std::string>> mysql_statistics_statements(MysqlConnection& connection,
                                                                    const MysqlTable& table);

// The same, for an account that may.
std::vector<std::string> mysql_unseen_statistics_statements(const MysqlTable& table);

// Gives the statements for which the account has not the right; statistics that it may not see are no part
// of that. Throws Error when the table could not be
// built anew: whoever calls has committed already, so it says that only this is not done, and what to
// run later.
std::vector<std::string> mysql_purge(MysqlConnection& connection, const MysqlTable& table);

}  // namespace postern::source
