#include "source/mysql_address.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.hpp"

namespace postern::source {

namespace {

constexpr std::string_view kDefaultSocket = "/run/mysqld/mysqld.sock";
constexpr std::uint16_t kDefaultPort = 3306;

// Numbers only: a name that merely begins with "127." is somebody's host.
bool is_loopback(const std::string& host) {
    in_addr v4{};
    in6_addr v6{};
    if (inet_pton(AF_INET, host.c_str(), &v4) == 1) {
        return ntohl(v4.s_addr) >> 24 == 127;
    }
    if (inet_pton(AF_INET6, host.c_str(), &v6) == 1) {
        return IN6_IS_ADDR_LOOPBACK(&v6);
    }
    return base::equal_without_case(host, "localhost");
}

}  // namespace

std::optional<MysqlTls> mysql_tls_from(std::string_view ssl_mode) {
    static constexpr std::array<std::pair<std::string_view, MysqlTls>, 5> kModes{{
        {"DISABLED", MysqlTls::disabled},
        {"PREFERRED", MysqlTls::preferred},
        {"REQUIRED", MysqlTls::required},
        {"VERIFY_CA", MysqlTls::verify_ca},
        {"VERIFY_IDENTITY", MysqlTls::verify_identity},
    }};
    const auto* mode = std::find_if(kModes.begin(), kModes.end(), [ssl_mode](const auto& entry) {
        return base::equal_without_case(entry.first, ssl_mode);
    });
    return mode == kModes.end() ? std::nullopt : std::optional(mode->second);
}

bool uses_socket(const MysqlAddress& address) {
    const bool names_this_machine =
        address.host.empty() || base::equal_without_case(address.host, "localhost");
    return names_this_machine && (!address.port || !address.socket.empty());
}

bool is_local(const MysqlAddress& address) {
    return uses_socket(address) || address.host.empty() || is_loopback(address.host);
}

MysqlTls effective_tls(const MysqlAddress& address) {
    if (address.tls != MysqlTls::automatic) {
        return address.tls == MysqlTls::verify_ca ? MysqlTls::verify_identity : address.tls;
    }
    const bool nothing_to_verify = uses_socket(address) || address.ssl_ca.empty();
    return is_local(address) && nothing_to_verify ? MysqlTls::preferred : MysqlTls::verify_identity;
}

std::string tcp_host_of(const MysqlAddress& address) {
    const bool unnamed = address.host.empty() || base::equal_without_case(address.host, "localhost");
    return unnamed ? "127.0.0.1" : address.host;
}

std::string socket_of(const MysqlAddress& address) {
    return address.socket.empty() ? std::string(kDefaultSocket) : address.socket;
}

std::uint16_t port_of(const MysqlAddress& address) {
    return address.port.value_or(kDefaultPort);
}

std::string place_of(const MysqlAddress& address) {
    const bool is_ipv6 = address.host.find(':') != std::string::npos;
    const std::string host = is_ipv6 ? "[" + address.host + "]" : address.host;
    const std::string server =
        uses_socket(address)
            ? socket_of(address)
            : fmt::format("{}:{}", host.empty() ? std::string("localhost") : host, port_of(address));
    return address.database.empty() ? server : server + "/" + address.database;
}

}  // namespace postern::source
