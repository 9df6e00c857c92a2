#include "cli/postgresql_target.hpp"

#include "catch.hpp"

using namespace postern;
using Options = std::map<std::string, std::string>;

namespace {

source::PgLogin login(const std::string& url, std::optional<Secret> password = std::nullopt) {
    return cli::postgresql_login({target::parse_database_url(url), std::move(password), {}});
}

}  // namespace

TEST_CASE("a URL's parts become libpq's options") {
    const source::PgLogin all = login("postgresql://jira@db:5433/jiradb?sslmode=verify-full", Secret("pw"));
    CHECK(all.options == Options{{"host", "db"},
                                 {"port", "5433"},
                                 {"user", "jira"},
                                 {"dbname", "jiradb"},
                                 {"sslmode", "verify-full"}});
    CHECK(all.password == Secret("pw"));
    CHECK(all.access == source::PgAccess::read);
}

TEST_CASE("what is left out is left to libpq") {
    CHECK(login("postgresql://").options.empty());
    CHECK_FALSE(login("postgresql://").password);
}

TEST_CASE("several hosts are a list, with their ports beside") {
    CHECK(login("postgresql://a:1,b:2/").options == Options{{"host", "a,b"}, {"port", "1,2"}});
    CHECK(login("postgresql://a,b:2/").options == Options{{"host", "a,b"}, {"port", ",2"}});
    CHECK(login("postgresql://a,b/").options == Options{{"host", "a,b"}});
}
