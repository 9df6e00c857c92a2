// What decides where a MySQL or MariaDB server may hold old values, as it says itself.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "source/mysql_catalog.hpp"
#include "source/mysql_connection.hpp"

namespace postern::source {

// A nullopt is what this account may not look up.
struct MysqlResidueFacts {
    bool mariadb = false;
    int version = 0;                               // 101119 for 10.11.19
    std::map<std::string, std::string> variables;  // global ones, by their names in lower case
    std::vector<std::string> tables;               // as SQL names them
    std::vector<std::string> purge_steps;          // statements that still have to be run
    std::vector<std::string> unseen_statistics;    // of tables whose statistics this account may not see
    std::optional<std::vector<std::string>> undo_tablespaces;  // MySQL's, by name
    std::optional<bool> has_replicas;
    std::optional<bool> is_replica;
    std::vector<std::string> audit_plugins;

    // Empty: there is no such variable.
    std::string variable(const std::string& name) const;
    bool is_on(const std::string& name) const;
};

// Only reads. `purge_steps` are what purging would run.
MysqlResidueFacts mysql_residue_facts(MysqlConnection& connection, const std::vector<MysqlTable>& tables);

// 101119 of "10.11.19-MariaDB-0+deb12u1", also behind "5.5.5-"; 0 when it is no version.
int mysql_version_number(const std::string& version);

}  // namespace postern::source
