#include "target/database_url_text.hpp"

#include "catch.hpp"

using namespace postern::target;

TEST_CASE("a URL is written so that it reads the same") {
    for (const char* text :
         {"postgresql:///jira", "postgresql://jira@db.example.com/jira", "postgresql://jira@db:5433/jira",
          "postgresql://[::1]:5432/jira", "postgresql://a,b:5433/jira?target_session_attrs=read-write",
          "postgresql://o%27neil%40example.com@db/a%2Fb%20c?sslmode=verify-full",
          "postgresql:///jira?host=/run/postgresql&port=5433", "postgresql:///jira?host=/a,/b&port=1,2",
          "mysql://jira@db.example.com:3307/jira?ssl-ca=/etc/ca.pem&ssl-mode=VERIFY_IDENTITY",
          "mysql:///jira?socket=/run/mysqld/mysqld.sock"}) {
        CAPTURE(text);
        const DatabaseUrl url = parse_database_url(text);
        const DatabaseUrl again = parse_database_url(database_url_text(url));
        CHECK(again.kind == url.kind);
        CHECK(again.hosts == url.hosts);
        CHECK(again.user == url.user);
        CHECK(again.database == url.database);
        CHECK(again.parameters == url.parameters);
        CHECK(database_url_text(again) == database_url_text(url));
    }
}

TEST_CASE("a password from a configuration is never written") {
    DatabaseUrl url = parse_database_url("postgresql://jira@db/jira");
    url.password = postern::Secret("canary-of-a-url");
    CHECK(database_url_text(url) == "postgresql://jira@db/jira");
}
