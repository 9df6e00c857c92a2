#include "cli/mysql_target.hpp"

#include <charconv>

#include "postern/error.hpp"

namespace postern::cli {

namespace {

std::string parameter(const target::DatabaseUrl& url, const char* name) {
    const auto found = url.parameters.find(name);
    return found == url.parameters.end() ? std::string() : found->second;
}

// Digits that fit, or nothing.
std::optional<std::uint16_t> port_of(const std::string& digits) {
    std::uint16_t port = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), port);
    return port == 0 ? std::nullopt : std::optional(port);
}

source::MysqlTls tls_of(const std::string& ssl_mode) {
    const auto tls = ssl_mode.empty() ? source::MysqlTls::automatic : source::mysql_tls_from(ssl_mode);
    if (!tls) {
        throw Error(ErrorKind::usage, "a database URL has an ssl-mode that MySQL does not know",
                    "it is DISABLED, PREFERRED, REQUIRED, VERIFY_CA or VERIFY_IDENTITY");
    }
    return *tls;
}

}  // namespace

source::MysqlAddress mysql_address(const target::DatabaseUrl& url) {
    source::MysqlAddress address;
    if (!url.hosts.empty()) {
        address.host = url.hosts.front().name;
        address.port = port_of(url.hosts.front().port);
    }
    address.socket = parameter(url, "socket");
    address.user = url.user;
    address.database = url.database;
    address.ssl_ca = parameter(url, "ssl-ca");
    address.tls = tls_of(parameter(url, "ssl-mode"));
    if (!address.socket.empty() && !source::uses_socket(address)) {
        throw Error(ErrorKind::usage, "a database URL names a host and a socket",
                    "a socket is on this host: mysql://USER@/DATABASE?socket=FILE");
    }
    return address;
}

}  // namespace postern::cli
