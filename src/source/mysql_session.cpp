#include "source/mysql_session.hpp"

#include <string>

namespace postern::source {

namespace {

// The same name means milliseconds to some of MySQL's relatives.
void limit_statements(MysqlConnection& connection) {
    const bool mariadb =
        text_of_first(connection.rows("SELECT VERSION()")).find("MariaDB") != std::string::npos;
    connection.execute_if_known(mariadb ? "SET SESSION max_statement_time = 600"
                                        : "SET SESSION max_execution_time = 600000");
}

}  // namespace

void set_up_session(MysqlConnection& connection, MysqlAccess access) {
    connection.execute("SET NAMES utf8mb4");
    connection.execute("SET SESSION autocommit = 1, sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION'");
    connection.execute("SET SESSION sql_select_limit = DEFAULT, time_zone = '+00:00'");
    connection.execute("SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ");
    connection.execute("SET SESSION lock_wait_timeout = 10, innodb_lock_wait_timeout = 10");
    limit_statements(connection);
    connection.execute_if_known(
        "SET SESSION block_encryption_mode = 'aes-128-ecb'");  // see mysql_hidden_value
    if (access == MysqlAccess::read_only) {
        connection.execute("SET SESSION TRANSACTION READ ONLY");
    }
}

}  // namespace postern::source
