#include "source/mysql_facts.hpp"

#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "postern/error.hpp"

namespace postern::source {

namespace {

using Variables = std::map<std::string, std::string>;

Variables pairs(MysqlConnection& connection, const std::string& sql) {
    Variables variables;
    for (const MysqlRow& row : connection.rows(sql)) {
        variables[text_of(row[0])] = text_of(row[1]);
    }
    return variables;
}

std::string identity_of(Variables& variables, const std::string& database) {
    std::string server = variables["server_uuid"];
    if (server.empty()) {
        const std::string uid = variables["server_uid"];
        server = (uid.empty() ? variables["hostname"] + ":" + variables["port"] : uid) + ":" +
                 variables["datadir"];
    }
    return "mysql/" + server + "/" + database;
}

std::optional<std::string> tls_of(MysqlConnection& connection) {
    Variables status =
        pairs(connection, "SHOW SESSION STATUS WHERE Variable_name IN ('Ssl_version', 'Ssl_cipher')");
    if (status["Ssl_cipher"].empty()) {
        return std::nullopt;
    }
    return status["Ssl_version"] + " " + status["Ssl_cipher"];
}

bool is_on(Variables& variables, const char* name) {
    const std::string& value = variables[name];
    return !value.empty() && value != "OFF" && value != "0";
}

std::string sessions_sql(bool with_names, bool with_database) {
    std::string sql = "SELECT p.user, p.host, ";
    sql += with_names ? "COALESCE(a.attr_value, '')" : "''";
    sql += " FROM information_schema.processlist p";
    if (with_names) {
        sql +=
            " LEFT JOIN performance_schema.session_connect_attrs a"
            " ON a.processlist_id = p.id AND a.attr_name = 'program_name'";
    }
    sql +=
        " WHERE p.id <> CONNECTION_ID() AND p.command NOT IN ('Daemon', 'Binlog Dump', 'Binlog Dump GTID')"
        " AND p.user NOT IN ('system user', 'event_scheduler')";
    return sql + (with_database ? " AND p.db = ?" : "") + " ORDER BY p.id";
}

std::vector<OtherSession> sessions(MysqlConnection& connection, const std::string& database,
                                   bool with_names) {
    std::vector<Secret> parameters;
    if (!database.empty()) {
        parameters.emplace_back(database);
    }
    std::vector<OtherSession> found;
    for (const MysqlRow& row : connection.rows(sessions_sql(with_names, !database.empty()), parameters)) {
        found.push_back({text_of(row[0]), mysql_client_name(text_of(row[1])), text_of(row[2])});
    }
    return found;
}

}  // namespace

DatabaseFacts mysql_facts(MysqlConnection& connection, const MysqlAddress& address) {
    Variables variables =
        pairs(connection,
              "SHOW GLOBAL VARIABLES WHERE Variable_name IN ('version', 'server_uuid',"
              " 'server_uid', 'hostname', 'port', 'datadir', 'read_only', 'super_read_only',"
              " 'innodb_read_only')");
    DatabaseFacts facts;
    facts.kind = "mysql";
    facts.server = mysql_server_name(variables["version"]);
    facts.place = place_of(address);
    facts.identity = identity_of(variables, address.database);
    facts.user = text_of_first(connection.rows("SELECT CURRENT_USER()"));
    facts.tls = tls_of(connection);
    facts.local = is_local(address);
    facts.read_only = is_on(variables, "read_only") || is_on(variables, "super_read_only") ||
                      is_on(variables, "innodb_read_only");
    return facts;
}

std::vector<OtherSession> mysql_sessions(MysqlConnection& connection, const std::string& database) try {
    return sessions(connection, database, true);
} catch (const Error&) {
    if (connection.is_lost()) {
        throw;
    }
    return sessions(connection, database, false);
}

std::string mysql_server_name(const std::string& version) {
    const bool mariadb = version.find("MariaDB") != std::string::npos;
    std::string number = version;
    if (mariadb && number.starts_with("5.5.5-")) {  // what it tells old programs
        number = number.substr(6);
    }
    number = number.substr(0, number.find('-'));
    return (mariadb ? "MariaDB " : "MySQL ") + base::printable(number);
}

std::string mysql_client_name(const std::string& host) {
    return host.empty() || host == "localhost" ? "local" : host;
}

}  // namespace postern::source
