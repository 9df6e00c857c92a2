#include "cli/mysql_target.hpp"

#include "catch.hpp"
#include "postern/error.hpp"

using namespace postern;
using source::MysqlAddress;
using source::MysqlTls;

namespace {

MysqlAddress address(const std::string& url) {
    return cli::mysql_address(target::parse_database_url(url));
}

Error refused(const std::string& url) {
    try {
        address(url);
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::usage);
        CHECK((error.what() + error.hint()).find("CANARY") == std::string::npos);
        return error;
    }
    throw std::logic_error("taken");
}

}  // namespace

TEST_CASE("a URL's parts become the driver's address") {
    const MysqlAddress all =
        address("mysql://jira@db.example.com:3307/jiradb?ssl-mode=verify_identity&ssl-ca=/ca.pem");
    CHECK(all.host == "db.example.com");
    CHECK(all.port == 3307);
    CHECK(all.user == "jira");
    CHECK(all.database == "jiradb");
    CHECK(all.tls == MysqlTls::verify_identity);
    CHECK(all.ssl_ca == "/ca.pem");
    CHECK(all.socket.empty());
}

TEST_CASE("what is left out is left to the driver") {
    const MysqlAddress none = address("mysql://");
    CHECK(none.host.empty());
    CHECK_FALSE(none.port);
    CHECK(none.user.empty());
    CHECK(none.database.empty());
    CHECK(none.tls == MysqlTls::automatic);
    CHECK_FALSE(address("mysql://db/jira").port);
}

TEST_CASE("of several hosts the first counts") {
    CHECK(address("mysql://a:1,b:2/d").host == "a");
    CHECK(address("mysql://a:1,b:2/d").port == 1);
}

TEST_CASE("a socket is on this host") {
    CHECK(address("mysql:///d?socket=/s").socket == "/s");
    CHECK(address("mysql://localhost/d?socket=/s").socket == "/s");
    CHECK(refused("mysql://db/d?socket=/CANARY").hint().find("?socket=FILE") != std::string::npos);
}

TEST_CASE("how it is encrypted, in MySQL's words") {
    CHECK(address("mysql://db/d?ssl-mode=DISABLED").tls == MysqlTls::disabled);
    CHECK(address("mysql://db/d?ssl-mode=Required").tls == MysqlTls::required);
    CHECK(refused("mysql://db/d?ssl-mode=CANARY").hint().find("VERIFY_IDENTITY") != std::string::npos);
}

TEST_CASE("what JDBC URLs are translated to is understood") {
    for (const auto& [setting, tls] :
         {std::pair("useSSL=false", MysqlTls::disabled), std::pair("sslMode=PREFERRED", MysqlTls::preferred),
          std::pair("useSSL=true", MysqlTls::required),
          std::pair("useSSL=true&verifyServerCertificate=true", MysqlTls::verify_ca),
          std::pair("sslMode=verify-full", MysqlTls::verify_identity),
          std::pair("useUnicode=true", MysqlTls::automatic)}) {
        CHECK(address(std::string("jdbc:mysql://db/d?") + setting).tls == tls);
    }
    CHECK(address("jdbc:mariadb://db/d?localSocket=/s").socket == "/s");
    CHECK_FALSE(source::uses_socket(address("jdbc:mysql://localhost/d")));
}
