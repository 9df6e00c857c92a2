#include "target/jdbc_mysql.hpp"

#include "catch.hpp"
#include "postern/error.hpp"
#include "target/jdbc_url.hpp"

using namespace postern;
using target::DatabaseUrl;
using target::parse_jdbc_url;
using target::UrlHost;

namespace {

std::string parameter(const std::string& settings, const std::string& name,
                      const std::string& driver = "mysql") {
    const DatabaseUrl url = parse_jdbc_url("jdbc:" + driver + "://h/d?" + settings);
    const auto found = url.parameters.find(name);
    return found == url.parameters.end() ? "" : found->second;
}

std::string mode(const std::string& settings) {
    return parameter(settings, "ssl-mode");
}

std::string mode_of_mariadb(const std::string& settings) {
    return parameter(settings, "ssl-mode", "mariadb");
}

Error refused(const std::string& text) {
    try {
        parse_jdbc_url(text);
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::usage);
        CHECK((error.what() + error.hint()).find("CANARY") == std::string::npos);
        return error;
    }
    FAIL(text);
    throw std::logic_error("not reached");
}

std::vector<UrlHost> hosts(const std::string& text) {
    return parse_jdbc_url(text).hosts;
}

}  // namespace

TEST_CASE("sslMode says it in one word") {
    CHECK(mode("").empty());
    CHECK(mode("sslMode=disabled") == "DISABLED");
    CHECK(mode("sslMode=PREFERRED") == "PREFERRED");
    CHECK(mode("sslMode=REQUIRED&useSSL=false") == "REQUIRED");
    CHECK(mode("SslMode=VERIFY_IDENTITY&useSSL=false") == "VERIFY_IDENTITY");
    CHECK(mode_of_mariadb("sslMode=verify-full") == "VERIFY_IDENTITY");
    CHECK(mode_of_mariadb("sslMode=verify-ca") == "VERIFY_CA");
    CHECK(mode_of_mariadb("sslMode=trust") == "REQUIRED");
    CHECK(mode_of_mariadb("sslMode=disable") == "DISABLED");
    refused("jdbc:mysql://h/d?sslMode=CANARY");
}

TEST_CASE("older settings say it together, for MySQL's driver") {
    CHECK(mode("useSSL=false") == "DISABLED");
    CHECK(mode("useSSL=no&requireSSL=true&verifyServerCertificate=true") == "DISABLED");
    CHECK(mode("useSSL=true") == "REQUIRED");
    CHECK(mode("requireSSL=true") == "REQUIRED");
    CHECK(mode("useSSL=true&verifyServerCertificate=false") == "REQUIRED");
    CHECK(mode("useSSL=true&verifyServerCertificate=true") == "VERIFY_CA");
    CHECK(mode("verifyServerCertificate=true") == "VERIFY_CA");
    CHECK(mode("requireSSL=false").empty());
    refused("jdbc:mysql://h/d?useSSL=CANARY");
}

TEST_CASE("MariaDB's driver verifies unless told not to") {
    CHECK(mode_of_mariadb("useSsl=false&trustServerCertificate=true") == "DISABLED");
    CHECK(mode_of_mariadb("useSsl=true") == "VERIFY_IDENTITY");
    CHECK(mode_of_mariadb("useSsl=true&disableSslHostnameVerification=true") == "VERIFY_CA");
    CHECK(mode_of_mariadb("useSsl=true&trustServerCertificate=true") == "REQUIRED");
    CHECK(mode_of_mariadb("trustServerCertificate=true").empty());
}

TEST_CASE("certificates to trust are taken from a PEM file, and refused in Java's own form") {
    CHECK(parameter("sslMode=verify-ca&serverSslCert=/ca.pem", "ssl-ca", "mariadb") == "/ca.pem");
    CHECK(parameter("sslMode=verify-ca&serverSslCert=file:///ca.pem", "ssl-ca", "mariadb") == "/ca.pem");
    CHECK(parameter("sslMode=verify-ca&serverSslCert=file:/ca.pem", "ssl-ca", "mariadb") == "/ca.pem");
    for (const char* settings :
         {"useSSL=true&trustCertificateKeyStoreUrl=file:/CANARY", "trustCertificateKeyStoreUrl=file:/CANARY",
          "sslMode=VERIFY_CA&trustCertificateKeyStoreUrl=file:/CANARY",
          "sslMode=VERIFY_IDENTITY&trustStore=/CANARY", "sslMode=VERIFY_CA&serverSslCert=classpath:CANARY"}) {
        INFO(settings);
        const Error error = refused(std::string("jdbc:mysql://h/d?") + settings);
        CHECK(error.hint().find("ssl-ca=FILE") != std::string::npos);
    }
}

TEST_CASE("certificates that the application does not look at are left out") {
    for (const char* settings : {"useSSL=false", "sslMode=REQUIRED", "sslMode=PREFERRED",
                                 "useSSL=true&verifyServerCertificate=false"}) {
        INFO(settings);
        CHECK(parameter(std::string(settings) + "&trustCertificateKeyStoreUrl=file:/x", "ssl-ca").empty());
    }
}

TEST_CASE("what means nothing to another driver is left out") {
    const DatabaseUrl url = parse_jdbc_url(
        "jdbc:mysql://h:1/d?useUnicode=true&characterEncoding=UTF8&sessionVariables=default_storage_engine="
        "InnoDB&allowPublicKeyRetrieval=true&socketFactory=com.mysql.cj.protocol.StandardSocketFactory");
    CHECK(url.parameters.empty());
}

TEST_CASE("Java goes by TCP, unless by a socket") {
    CHECK(hosts("jdbc:mysql://localhost/d") == std::vector<UrlHost>{{"localhost", "3306"}});
    CHECK(hosts("jdbc:mysql:///d") == std::vector<UrlHost>{{"localhost", "3306"}});
    CHECK(hosts("jdbc:mysql://:3307/d") == std::vector<UrlHost>{{"localhost", "3307"}});
    CHECK(hosts("jdbc:mysql://a,b:7/d").at(0) == UrlHost{"a", "3306"});
    CHECK(hosts("jdbc:mariadb://ignored:1/d?localSocket=/s").empty());
    CHECK(parameter("localSocket=/s", "socket", "mariadb") == "/s");
    refused("jdbc:mysql://h/d?socketFactory=com.example.CANARY");
}

TEST_CASE("addresses that are spelt out") {
    for (const char* text :
         {"jdbc:mysql://address=(protocol=tcp)(host=db)(port=3307)/jiradb?sessionVariables=a",
          "jdbc:mysql://(host=db,port=3307)/jiradb", "jdbc:mysql://(PORT=3307,Host=db)/jiradb",
          "jdbc:mariadb://address=(host=db)(port=3307),address=(host=second)(port=2)/jiradb",
          "jdbc:mysql://(host=db,port=3307),(host=second)/jiradb"}) {
        INFO(text);
        CHECK(hosts(text) == std::vector<UrlHost>{{"db", "3307"}});
    }
    CHECK(hosts("jdbc:mysql://address=(host=first),address=(host=b)(port=2)/d").at(0) ==
          UrlHost{"first", "3306"});
    CHECK(hosts("jdbc:mysql://address=(host=::1)(port=1)/d") == std::vector<UrlHost>{{"::1", "1"}});
    refused("jdbc:mysql://address=(protocol=pipe)(path=CANARY)/d");
    refused("jdbc:mysql://address=(host=h)(port=CANARY)/d");
}
