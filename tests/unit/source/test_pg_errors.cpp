#include "source/pg_errors.hpp"

#include <array>

#include "catch.hpp"

using namespace postern;

namespace {

bool says(const Error& error, const std::string& text) {
    return (error.what() + (" " + error.hint())).find(text) != std::string::npos;
}

}  // namespace

TEST_CASE("the usual errors have their own words and a hint") {
    constexpr std::array<std::pair<const char*, const char*>, 10> kMeant{{
        {"28P01", "password"},
        {"28000", "pg_hba.conf"},
        {"3D000", "no such database"},
        {"42501", "GRANT SELECT"},
        {"25006", "replica"},
        {"57014", "took too long"},
        {"55P03", "locked"},
        {"42P01", "no such table"},
        {"08006", "lost"},
        {"57P01", "ended the connection"},
    }};
    for (const auto& [state, words] : kMeant) {
        const Error error = source::pg_error(state, "db:5432/jira");
        INFO(state);
        CHECK(error.kind() == ErrorKind::failed);
        CHECK(std::string(error.what()).starts_with("db:5432/jira: "));
        CHECK(says(error, words));
        CHECK(says(error, std::string("(") + state + ")"));
        CHECK_FALSE(error.hint().empty());
    }
}

TEST_CASE("an unknown code is told, and only a code") {
    CHECK(says(source::pg_error("99XYZ", "db"), "(99XYZ)"));
    CHECK_FALSE(says(source::pg_error("CANARY secret", "db"), "CANARY"));
    CHECK(says(source::pg_error("", "db"), "reports an error"));
}

TEST_CASE("the SQLSTATE is found in what libpq says") {
    CHECK(source::sqlstate_in("connection to server at \"h\", port 1 failed: FATAL:  28P01\n") == "28P01");
    CHECK(source::sqlstate_in("FATAL:  3D000").starts_with("3D000"));
    CHECK(source::sqlstate_in("connection refused").empty());
    CHECK(source::sqlstate_in("FATAL:  password authentication failed").empty());
}

TEST_CASE("what libpq says of the network and of TLS is recognised, and not repeated") {
    constexpr std::array<std::pair<const char*, const char*>, 9> kMeant{{
        {"connection to server at \"CANARY\", port 1 failed: Connection refused", "nothing listens"},
        {"could not translate host name \"CANARY\" to address", "not known"},
        {"fe_sendauth: no password supplied", "asks for a password"},
        {"connection to server on socket \"CANARY\" failed: No such file or directory", "no socket"},
        {"SSL error: certificate verify failed", "signed by nobody"},
        {"server certificate for \"CANARY\" does not match host name \"x\"", "another host"},
        {"root certificate file \"CANARY\" does not exist", "not there"},
        {"server does not support SSL, but SSL was required", "no TLS"},
        {"timeout expired", "does not answer"},
    }};
    for (const auto& [message, words] : kMeant) {
        const Error error = source::pg_connect_error(message, "db");
        INFO(message);
        CHECK(says(error, words));
        CHECK_FALSE(says(error, "CANARY"));
        CHECK_FALSE(error.hint().empty());
    }
    CHECK(says(source::pg_connect_error("FATAL:  28P01", "db"), "28P01"));
    CHECK_FALSE(says(source::pg_connect_error("CANARY", "db"), "CANARY"));
}
