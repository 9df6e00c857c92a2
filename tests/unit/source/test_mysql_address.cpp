#include "source/mysql_address.hpp"

#include "catch.hpp"

using namespace postern::source;

namespace {

MysqlAddress at(const std::string& host, std::optional<std::uint16_t> port = std::nullopt) {
    MysqlAddress address;
    address.host = host;
    address.port = port;
    return address;
}

}  // namespace

TEST_CASE("a server on another machine must prove who it is") {
    for (const char* host : {"db.example.com", "192.0.2.1", "127.0.0.1.example.com", "127.example.com", "::2",
                             "0.0.0.0", "localhost.example.com"}) {
        CAPTURE(host);
        CHECK_FALSE(is_local(at(host)));
        CHECK(effective_tls(at(host)) == MysqlTls::verify_identity);
    }
}

TEST_CASE("on this machine plain text is no surprise") {
    for (const char* host : {"", "localhost", "LOCALHOST", "127.0.0.1", "127.1.2.3", "::1"}) {
        CAPTURE(host);
        CHECK(is_local(at(host, 3306)));
        CHECK(effective_tls(at(host, 3306)) == MysqlTls::preferred);
    }
}

TEST_CASE("certificates named mean that they are looked at, but for a socket") {
    MysqlAddress address = at("127.0.0.1");
    address.ssl_ca = "ca.pem";
    CHECK(effective_tls(address) == MysqlTls::verify_identity);
    address.host = "localhost";
    CHECK(effective_tls(address) == MysqlTls::preferred);
    address.tls = MysqlTls::disabled;
    CHECK(effective_tls(address) == MysqlTls::disabled);
}

TEST_CASE("localhost is the socket unless a port is named") {
    CHECK(uses_socket(at("")));
    CHECK(uses_socket(at("localhost")));
    CHECK_FALSE(uses_socket(at("localhost", 3306)));
    CHECK_FALSE(uses_socket(at("127.0.0.1")));
    MysqlAddress address = at("localhost", 3306);
    address.socket = "/tmp/sock";
    CHECK(uses_socket(address));
}

TEST_CASE("an authority alone cannot be asked for") {
    MysqlAddress address = at("127.0.0.1");
    address.tls = MysqlTls::verify_ca;
    CHECK(effective_tls(address) == MysqlTls::verify_identity);
    address.tls = MysqlTls::required;
    CHECK(effective_tls(address) == MysqlTls::required);
}

TEST_CASE("localhost by TCP is an address") {
    CHECK(tcp_host_of(at("localhost", 3306)) == "127.0.0.1");
    CHECK(tcp_host_of(at("", 3306)) == "127.0.0.1");
    CHECK(tcp_host_of(at("db.example.com")) == "db.example.com");
}

TEST_CASE("places") {
    MysqlAddress address = at("db.example.com");
    CHECK(place_of(address) == "db.example.com:3306");
    address.database = "jira";
    address.port = 3307;
    address.user = "nobody";
    CHECK(place_of(address) == "db.example.com:3307/jira");
    address.host = "2001:db8::1";
    CHECK(place_of(address) == "[2001:db8::1]:3307/jira");
    CHECK(place_of(at("")) == "/run/mysqld/mysqld.sock");
    CHECK(place_of(at("", 3306)) == "localhost:3306");
}

TEST_CASE("ssl-mode") {
    CHECK(mysql_tls_from("DISABLED") == MysqlTls::disabled);
    CHECK(mysql_tls_from("verify_identity") == MysqlTls::verify_identity);
    CHECK_FALSE(mysql_tls_from("").has_value());
    CHECK_FALSE(mysql_tls_from("AUTO").has_value());
}
