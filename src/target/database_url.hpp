// The URL of a live database.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "postern/secret.hpp"
#include "target/url_parts.hpp"

namespace postern::target {

enum class DatabaseKind { postgresql, mysql };

struct DatabaseUrl {
    DatabaseKind kind = DatabaseKind::postgresql;
    std::vector<UrlHost> hosts;  // empty: where the driver looks by itself
    std::string user;            // empty: as the driver finds it
    std::string database;
    std::string schema;                             // JDBC's currentSchema; empty: not said
    std::map<std::string, std::string> parameters;  // by libpq's names, or MySQL's: ssl-ca, ssl-mode, socket
    std::optional<Secret> password;                 // only ever from an application's configuration
};

// Whether it is meant as one, well-formed or not.
bool is_database_url(std::string_view text);

// postgresql://, postgres://, mysql://, mariadb:// and the JDBC forms. Throws Error(usage) for anything
// it cannot read, for a password and for parameters it does not know; no value is ever repeated.
DatabaseUrl parse_database_url(std::string_view text);

// Throws the Error for a password on a command line.
[[noreturn]] void refuse_password(DatabaseKind kind);

}  // namespace postern::target
