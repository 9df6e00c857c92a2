// How to reach a PostgreSQL server.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "postern/secret.hpp"

namespace postern::source {

enum class PgAccess { read, write };

struct PgLogin {
    std::map<std::string, std::string> options;  // by libpq's names, never password
    std::optional<Secret> password;              // without one libpq looks in its own places
    PgAccess access = PgAccess::read;
};

}  // namespace postern::source
