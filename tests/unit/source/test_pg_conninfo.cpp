#include "source/pg_conninfo.hpp"

#include "catch.hpp"

namespace {

std::string password(const std::string& conninfo) {
    std::string password;
    const bool found = postern::source::append_conninfo_password(conninfo, password);
    return found ? password : "(none)";
}

}  // namespace

TEST_CASE("the password of a connection string, in each of its forms") {
    CHECK(password("host=db.example.com password=abc user=u") == "abc");
    CHECK(password("password = 'it''s'") == "(none)");
    CHECK(password("password = 'it\\'s a \\\\' host=h") == "it's a \\");
    CHECK(password("postgresql://u:a%20b@db.example.com/x") == "a b");
    CHECK(password("postgres:///x?host=h&password=abc") == "abc");
    CHECK(password("host=h sslpassword=key") == "key");
}

TEST_CASE("what has no password, or is no connection string") {
    for (const char* conninfo : {"", "host=h user=password", "password=", "no string", "postgresql://u@h/x",
                                 "password", "passwort=x"}) {
        CAPTURE(conninfo);
        CHECK(password(conninfo) == "(none)");
    }
}
