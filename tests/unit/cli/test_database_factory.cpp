#include "cli/database_factory.hpp"

#include "catch.hpp"
#include "postern/error.hpp"

using namespace postern;

namespace {

// Nothing listens on port 1.
Error refused(const std::string& url, const std::string& password_hint = {}) {
    try {
        cli::open_database({target::parse_database_url(url), Secret("CANARY"), password_hint, true},
                           cli::DatabaseAccess::read);
    } catch (const Error& error) {
        CHECK((error.what() + error.hint()).find("CANARY") == std::string::npos);
        return error;
    }
    throw std::logic_error("connected");
}

}  // namespace

TEST_CASE("host, port and database reach PostgreSQL's driver") {
    const Error error = refused("postgresql://jira@127.0.0.1:1/jiradb");
    CHECK(error.kind() == ErrorKind::failed);
    CHECK(std::string(error.what()).starts_with("127.0.0.1:1/jiradb: nothing listens there"));
    CHECK(std::string(refused("postgresql://[::1]:1/d").what()).starts_with("[::1]:1/d: "));
    CHECK(std::string(refused("postgresql:///d?host=/nonexistent&port=7").what())
              .starts_with("/nonexistent/.s.PGSQL.7/d: there is no socket"));
}

TEST_CASE("host, port, socket and database reach MySQL's driver") {
    const Error error = refused("mysql://jira@127.0.0.1:1/jiradb");
    CHECK(error.kind() == ErrorKind::failed);
    CHECK(std::string(error.what()) == "127.0.0.1:1/jiradb: cannot reach the server");
    CHECK(std::string(refused("mariadb://[::1]:1/d").what()).starts_with("[::1]:1/d: "));
    CHECK(std::string(refused("mysql:///d?socket=/nonexistent").what()) ==
          "/nonexistent/d: cannot reach the server");
    CHECK(refused("mysql://127.0.0.1:1/d?ssl-mode=x").kind() == ErrorKind::usage);
}

TEST_CASE("what a home says of its password is no hint where the password is not the fault") {
    for (const char* url : {"postgresql://127.0.0.1:1/d", "mysql://127.0.0.1:1/d"}) {
        CHECK(refused(url, "the password is encrypted").hint() != "the password is encrypted");
    }
}
