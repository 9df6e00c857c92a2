// The way from a login to an open connection of libpq.
#pragma once

#include <optional>
#include <string>

#include "source/pg_login.hpp"

struct pg_conn;

namespace postern::source {

struct PgConnected {
    pg_conn* connection = nullptr;   // open; whoever takes it closes it
    std::string place;               // "db.example.com:5432/jira", "/run/postgresql/.s.PGSQL.5432/jira"
    std::optional<std::string> tls;  // protocol and cipher, as this side sees them
    bool local = false;              // by a socket file or a loopback address
};

// Gives up after the login's connect_timeout (10 seconds without one) for each host, and on an interrupt.
// Throws Error.
PgConnected pg_connect(const PgLogin& login);

}  // namespace postern::source
