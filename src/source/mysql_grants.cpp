#include "source/mysql_grants.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "postern/error.hpp"

namespace postern::source {

namespace {

// With the members of members. Roles may go in circles.
std::set<std::string> members_of(const std::string& role, const std::vector<MysqlRoleMember>& members) {
    std::set<std::string> seen{role};
    std::vector<std::string> open{role};
    while (!open.empty()) {
        const std::string current = open.back();
        open.pop_back();
        for (const MysqlRoleMember& link : members) {
            if (link.role == current && seen.insert(link.member).second) {
                open.push_back(link.member);
            }
        }
    }
    seen.erase(role);
    return seen;
}

bool is_role(const std::string& grantee, const std::vector<MysqlRoleMember>& members) {
    return std::any_of(members.begin(), members.end(),
                       [&](const MysqlRoleMember& link) { return link.role == grantee; });
}

std::vector<MysqlGrant> grants_on(MysqlConnection& connection, const MysqlTable& table) {
    const Secret schema(table.schema);
    const Secret name(table.name);
    const auto rows = connection.rows(
        "SELECT grantee, MAX(privilege_type = 'SUPER'), MAX(privilege_type = 'SELECT')"
        " FROM information_schema.user_privileges GROUP BY grantee"
        " UNION ALL SELECT grantee, 0, 1 FROM information_schema.schema_privileges"
        " WHERE privilege_type = 'SELECT' AND ? LIKE table_schema"
        " UNION ALL SELECT grantee, 0, 1 FROM information_schema.table_privileges"
        " WHERE privilege_type = 'SELECT' AND table_schema = ? AND table_name = ?"
        " UNION ALL SELECT grantee, 0, 1 FROM information_schema.column_privileges"
        " WHERE privilege_type = 'SELECT' AND table_schema = ? AND table_name = ?",
        {schema, schema, name, schema, name}, named(table));
    std::vector<MysqlGrant> grants;
    for (const MysqlRow& row : rows) {
        if (text_of(row[1]) == "1" || text_of(row[2]) == "1") {
            grants.push_back({text_of(row[0]), text_of(row[1]) == "1"});
        }
    }
    return grants;
}

std::vector<MysqlRow> rows_if_allowed(MysqlConnection& connection, const std::string& sql) try {
    return connection.rows(sql);
} catch (const Error&) {
    if (connection.is_lost()) {
        throw;
    }
    return {};
}

// MariaDB's and MySQL's table of them; only one is there, and not everybody may see it.
std::vector<MysqlRoleMember> role_members(MysqlConnection& connection) {
    std::vector<MysqlRoleMember> members;
    for (const char* sql : {"SELECT CONCAT('''', Role, '''@'''''), CONCAT('''', User, '''@''', Host, '''') "
                            "FROM mysql.roles_mapping",
                            "SELECT CONCAT('''', FROM_USER, '''@''', FROM_HOST, ''''),"
                            " CONCAT('''', TO_USER, '''@''', TO_HOST, '''') FROM mysql.role_edges"}) {
        for (const MysqlRow& row : rows_if_allowed(connection, sql)) {
            members.push_back({text_of(row[0]), text_of(row[1])});
        }
    }
    return members;
}

}  // namespace

std::vector<std::string> resolve_readers(const std::vector<MysqlGrant>& grants,
                                         const std::vector<MysqlRoleMember>& members) {
    std::map<std::string, bool> superuser;
    for (const MysqlGrant& grant : grants) {
        if (!is_role(grant.grantee, members)) {
            superuser[grant.grantee] |= grant.superuser;
        }
        for (const std::string& member : members_of(grant.grantee, members)) {
            if (!is_role(member, members)) {
                superuser[member] |= grant.superuser;
            }
        }
    }
    std::vector<std::string> readers;
    for (const auto& [name, super] : superuser) {
        readers.push_back(super ? name + " (superuser)" : name);
    }
    return readers;
}

std::vector<std::string> mysql_readers(MysqlConnection& connection, const MysqlTable& table) {
    return resolve_readers(grants_on(connection, table), role_members(connection));
}

}  // namespace postern::source
