// Where a MySQL or MariaDB server is, and how the way to it is kept private.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace postern::source {

// As MySQL's own programs name them (--ssl-mode).
enum class MysqlTls {
    automatic,  // preferred for a server on this machine, verify_identity for any other
    disabled,
    preferred,  // encrypted if the server can; whose certificate it is, nobody asks
    required,   // encrypted; whose certificate it is, nobody asks
    verify_ca,  // like verify_identity: the driver cannot look at the one without the other
    verify_identity,
};

struct MysqlAddress {
    std::string host;                   // empty: the socket file
    std::optional<std::uint16_t> port;  // nullopt: 3306
    std::string socket;                 // empty: where Debian's server has it
    std::string user;
    std::string database;  // empty: every database the account can see
    std::string ssl_ca;    // a file of certificates; empty: those the system trusts
    MysqlTls tls = MysqlTls::automatic;
};

// nullopt for a word that is none of MySQL's. Compares without case.
std::optional<MysqlTls> mysql_tls_from(std::string_view ssl_mode);

// Like MySQL's own programs: "localhost" without a port means the socket file.
bool uses_socket(const MysqlAddress& address);
// By a socket file or a loopback address: nobody listens in between.
bool is_local(const MysqlAddress& address);
// What is done: never `automatic` or `verify_ca`.
MysqlTls effective_tls(const MysqlAddress& address);

// Never "localhost", which would mean the socket file to the driver.
std::string tcp_host_of(const MysqlAddress& address);
std::string socket_of(const MysqlAddress& address);
std::uint16_t port_of(const MysqlAddress& address);

// "db.example.com:3306/jira" or "/run/mysqld/mysqld.sock/jira": no user, no password.
std::string place_of(const MysqlAddress& address);

}  // namespace postern::source
