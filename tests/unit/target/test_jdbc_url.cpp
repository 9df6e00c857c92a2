#include "target/jdbc_url.hpp"

#include "catch.hpp"
#include "postern/error.hpp"

using namespace postern;
using target::DatabaseKind;
using target::DatabaseUrl;
using target::parse_jdbc_url;
using target::UrlHost;

namespace {

std::string parameter(const std::string& text, const std::string& name) {
    const DatabaseUrl url = parse_jdbc_url(text);
    const auto found = url.parameters.find(name);
    return found == url.parameters.end() ? "" : found->second;
}

}  // namespace

TEST_CASE("JDBC URLs of PostgreSQL") {
    const DatabaseUrl url = parse_jdbc_url(
        "jdbc:postgresql://db.example.com:5433/jiradb?currentSchema=jira&sslmode=verify-ca&sslrootcert=/"
        "ca&loginTimeout=9");
    CHECK(url.kind == DatabaseKind::postgresql);
    CHECK(url.hosts == std::vector<UrlHost>{{"db.example.com", "5433"}});
    CHECK(url.database == "jiradb");
    CHECK(url.schema == "jira");
    CHECK(url.parameters ==
          std::map<std::string, std::string>{{"sslmode", "verify-ca"}, {"sslrootcert", "/ca"}});
    CHECK(parse_jdbc_url("jdbc:postgresql:jiradb").database == "jiradb");
    CHECK(parse_jdbc_url("jdbc:postgresql:jiradb").hosts.empty());
    CHECK(parse_jdbc_url("jdbc:postgresql://[::1]/jiradb").hosts == std::vector<UrlHost>{{"::1", ""}});
    CHECK(parse_jdbc_url("jdbc:postgresql://a:1,b:2/jiradb").hosts.size() == 2);
}

TEST_CASE("how the connection is encrypted is translated") {
    CHECK(parameter("jdbc:postgresql://h/d?ssl=true", "sslmode") == "verify-full");
    CHECK(parameter("jdbc:postgresql://h/d?ssl=false", "sslmode").empty());
    CHECK(parameter("jdbc:postgresql://h/d?ssl=true&sslfactory=org.postgresql.ssl.NonValidatingFactory",
                    "sslmode") == "require");
    CHECK(parameter("jdbc:postgresql://h/d?ssl=true&sslmode=require", "sslmode") == "require");
}

TEST_CASE("JDBC URLs of MySQL, spelt out too") {
    for (const char* text :
         {"jdbc:mysql://db:3307/jiradb?useUnicode=true&characterEncoding=UTF8",
          "jdbc:mysql://address=(protocol=tcp)(host=db)(port=3307)/jiradb?sessionVariables=a",
          "jdbc:mysql://(host=db,port=3307)/jiradb", "jdbc:mariadb://db:3307/jiradb"}) {
        INFO(text);
        const DatabaseUrl url = parse_jdbc_url(text);
        CHECK(url.kind == DatabaseKind::mysql);
        CHECK(url.hosts == std::vector<UrlHost>{{"db", "3307"}});
        CHECK(url.database == "jiradb");
    }
    CHECK(parse_jdbc_url("jdbc:mysql://address=(host=::1)(port=1)/d").hosts ==
          std::vector<UrlHost>{{"::1", "1"}});
}

TEST_CASE("a user and a password in it are taken") {
    const DatabaseUrl url = parse_jdbc_url("jdbc:postgresql://h/d?user=jira&password=p%26w");
    CHECK(url.user == "jira");
    CHECK(url.password == Secret("p&w"));
    for (const char* text : {"jdbc:mysql://jira:p%40w@h/d", "jdbc:mysql://jira:p%40w@(host=h)/d",
                             "jdbc:mysql://address=(user=jira)(password=p%40w)(host=h)/d"}) {
        const DatabaseUrl other = parse_jdbc_url(text);
        CHECK(other.user == "jira");
        CHECK(other.password == Secret("p@w"));
        CHECK(other.hosts.at(0).name == "h");
    }
    CHECK_FALSE(parse_jdbc_url("jdbc:mysql://jira@h/d").password);
}

TEST_CASE("other databases and forms are refused") {
    for (const char* text :
         {"jdbc:oracle:thin:@//h:1521/x", "jdbc:sqlserver://h", "jdbc:mysql:loadbalance://h/d",
          "jdbc:mysql:replication://h/d", "jdbc:h2:file:/x", "jdbc:", "jdbc:mysql:d"}) {
        CHECK_THROWS_AS(parse_jdbc_url(text), Error);
    }
}
