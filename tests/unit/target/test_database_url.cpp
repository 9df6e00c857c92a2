#include "target/database_url.hpp"

#include "catch.hpp"
#include "postern/error.hpp"

using namespace postern;
using target::DatabaseKind;
using target::DatabaseUrl;
using target::parse_database_url;
using target::UrlHost;

namespace {

Error refused(const std::string& text) {
    try {
        parse_database_url(text);
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::usage);
        CHECK_FALSE(error.hint().empty());
        return error;
    }
    FAIL(text);
    throw std::logic_error("not reached");
}

bool says(const Error& error, const std::string& text) {
    return (error.what() + error.hint()).find(text) != std::string::npos;
}

}  // namespace

TEST_CASE("a PostgreSQL URL has user, host, port, database and libpq's parameters") {
    const DatabaseUrl url = parse_database_url(
        "postgresql://jira@db.example.com:5433/ji%20ra?sslmode=verify-full&sslrootcert=/a%26b");
    CHECK(url.kind == DatabaseKind::postgresql);
    CHECK(url.user == "jira");
    CHECK(url.hosts == std::vector<UrlHost>{{"db.example.com", "5433"}});
    CHECK(url.database == "ji ra");
    CHECK(url.parameters.at("sslmode") == "verify-full");
    CHECK(url.parameters.at("sslrootcert") == "/a&b");
    CHECK_FALSE(url.password);
}

TEST_CASE("everything in a PostgreSQL URL may be left out") {
    for (const char* text : {"postgresql://", "postgres://", "postgresql:///", "postgresql://?"}) {
        const DatabaseUrl url = parse_database_url(text);
        CHECK(url.hosts.empty());
        CHECK(url.database.empty());
    }
    CHECK(parse_database_url("postgresql:///jira").database == "jira");
    CHECK(parse_database_url("postgresql://db").hosts.at(0).name == "db");
    CHECK(parse_database_url("postgres://jira@/jira").user == "jira");
}

TEST_CASE("hosts may be addresses, sockets and several") {
    CHECK(parse_database_url("postgresql://[2001:db8::1]:5432/jira").hosts ==
          std::vector<UrlHost>{{"2001:db8::1", "5432"}});
    CHECK(parse_database_url("postgresql:///jira?host=/run/postgresql&port=5433").hosts ==
          std::vector<UrlHost>{{"/run/postgresql", "5433"}});
    CHECK(parse_database_url("postgresql://a:1,b:2/jira").hosts ==
          std::vector<UrlHost>{{"a", "1"}, {"b", "2"}});
    CHECK(parse_database_url("postgresql:///jira?host=a,b&port=1,2").hosts ==
          std::vector<UrlHost>{{"a", "1"}, {"b", "2"}});
    CHECK(parse_database_url("postgresql:///?dbname=x&user=u").database == "x");
}

TEST_CASE("a MySQL URL has MySQL's parameters") {
    const DatabaseUrl url = parse_database_url(
        "mysql://jira@db.example.com:3307/jira?ssl-ca=/ca.pem&ssl-mode=VERIFY_CA&socket=/s");
    CHECK(url.kind == DatabaseKind::mysql);
    CHECK(url.user == "jira");
    CHECK(url.hosts == std::vector<UrlHost>{{"db.example.com", "3307"}});
    CHECK(url.parameters.at("ssl-ca") == "/ca.pem");
    CHECK(url.parameters.at("ssl-mode") == "VERIFY_CA");
    CHECK(url.parameters.at("socket") == "/s");
    CHECK(parse_database_url("mariadb://db/jira").kind == DatabaseKind::mysql);
}

TEST_CASE("a password in a URL is refused and not repeated") {
    for (const char* text :
         {"postgresql://jira:CANARY@db/jira", "postgresql://jira:@db/jira", "mysql://jira:CANARY@db/jira",
          "postgresql://jira@db/jira?password=CANARY", "mysql://jira@db/jira?password=CANARY",
          "postgresql://db/jira?sslpassword=CANARY", "postgresql://jira:CAN@ARY@db/jira",
          "jdbc:postgresql://db/jira?user=u&password=CANARY", "jdbc:mysql://u:CANARY@db/jira",
          "jdbc:mysql://(host=db,password=CANARY)/jira"}) {
        const Error error = refused(text);
        CHECK(says(error, "--password-file"));
        CHECK(says(error, "password in it"));
        CHECK_FALSE(says(error, "CANARY"));
        CHECK_FALSE(says(error, "ARY@"));
    }
}

TEST_CASE("the hint names the driver's own ways") {
    CHECK(says(refused("postgresql://u:p@h/d"), "PGPASSWORD"));
    CHECK(says(refused("mysql://u:p@h/d"), "MYSQL_PWD"));
}

TEST_CASE("an unknown parameter is named, its value is not") {
    CHECK(says(refused("postgresql://db/jira?sslmod=CANARY"), "sslmod"));
    CHECK_FALSE(says(refused("postgresql://db/jira?sslmod=CANARY"), "CANARY"));
    CHECK_FALSE(says(refused("postgresql://db/jira?p%40CANARY=1"), "CANARY"));
    CHECK(says(refused("mysql://db/jira?sslmode=x"), "sslmode"));
    refused("postgresql://db/jira?options=-cdefault_transaction_read_only%3Doff");
    refused("postgresql://db/jira?application_name=x");
}

TEST_CASE("what is cut through by unencoded characters is refused and not repeated") {
    for (const char* text : {"postgresql://jira:CAN/ARY@db/jira", "postgresql://jira:CAN?ARY@db/jira",
                             "postgresql://db/jira/CANARY", "s3://CANARY/x", "https://u:CANARY@h/"}) {
        const Error error = refused(text);
        CHECK_FALSE(says(error, "CAN"));
        CHECK_FALSE(says(error, "ARY"));
    }
}

TEST_CASE("what is meant as a database's URL") {
    for (const char* text :
         {"postgresql://", "postgres://h", "mysql://h", "mariadb://h", "jdbc:oracle:thin"}) {
        CHECK(target::is_database_url(text));
    }
    for (const char* text : {"", "jira.sql", "postgresql", "postgresql:/x", "http://h", "./mysql://h"}) {
        CHECK_FALSE(target::is_database_url(text));
    }
}
