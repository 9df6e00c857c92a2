// Who logs in to a MySQL server and with which password, by MySQL's own ways.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "postern/secret.hpp"
#include "source/mysql_address.hpp"
#include "source/mysql_option_file.hpp"

namespace postern::source {

struct MysqlLogin {
    MysqlAddress address;  // with what the option files add
    Secret password;
};

// What the files say to clients, later ones winning, with the files they include. Files that cannot be
// read, and those that anybody may write, are passed over, as MySQL's programs do.
MysqlClientOptions read_option_files(const std::vector<std::string>& paths);

// Where MySQL's programs look: /etc/my.cnf, /etc/mysql/my.cnf, ~/.my.cnf.
std::vector<std::string> option_file_paths();

// The password handed over counts first, then MYSQL_PWD, then the option files'. Theirs is not given
// to an account they were not written for: it counts when they name no user, or the same.
MysqlLogin complete_login(const MysqlAddress& address, const std::optional<Secret>& password,
                          const MysqlClientOptions& options);

}  // namespace postern::source
