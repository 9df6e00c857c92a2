#include "source/pg_facts.hpp"

#include <charconv>

#include "base/text.hpp"

namespace postern::source {

namespace {

constexpr int kOldestVersion = 100000;  // PostgreSQL 10

constexpr const char* kFacts =
    "SELECT pg_catalog.current_setting('server_version'), pg_catalog.current_setting('server_version_num'),"
    " session_user, pg_catalog.pg_is_in_recovery(),"
    " pg_catalog.current_setting('default_transaction_read_only'),"
    " (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database()),"
    " pg_catalog.has_function_privilege('pg_catalog.pg_control_system()', 'EXECUTE')";

constexpr const char* kSettings =
    "SET client_min_messages = error; SET search_path = ''; SET row_security = off;"
    " SET statement_timeout = '60s'; SET lock_timeout = '10s';"
    " SET standard_conforming_strings = on; SET bytea_output = 'hex'; SET DateStyle = 'ISO';"
    " SET IntervalStyle = 'postgres'; SET TimeZone = 'UTC'; SET extra_float_digits = 3";

int number_of(const std::string& text) {
    int number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

// The cluster's number is drawn when it is made, and the database's is its own within it. Where the number is
// kept back, the place stands for it: numbers of databases are the same on many servers.
std::string identity_of(PgSession& session, const PgRows& facts) {
    const std::string cluster =
        facts.truth(0, 6)
            ? session.run("SELECT system_identifier FROM pg_catalog.pg_control_system()").text(0, 0)
            : "at " + session.place();
    return "postgresql/" + cluster + "/" + facts.text(0, 5);
}

}  // namespace

DatabaseFacts pg_facts(PgSession& session, const PgConnected& connected) {
    const PgRows rows = session.run(kFacts);
    const std::string version = rows.text(0, 0);
    DatabaseFacts facts;
    facts.kind = "postgresql";
    facts.server = "PostgreSQL " + base::printable(version.substr(0, version.find(' ')));
    if (number_of(rows.text(0, 1)) < kOldestVersion) {
        throw Error(ErrorKind::failed, session.place() + ": " + facts.server + " is older than 10",
                    "scan a dump of it: pg_dump DATABASE | postern scan -");
    }
    facts.place = session.place();
    facts.identity = identity_of(session, rows);
    facts.user = rows.text(0, 2);
    facts.tls = connected.tls;
    facts.local = connected.local;
    facts.read_only = rows.truth(0, 3) || rows.text(0, 4) == "on";
    return facts;
}

void pg_set_up(PgSession& session, PgAccess access) {
    session.run(kSettings);
    session.run(access == PgAccess::write ? "SET default_transaction_read_only = off"
                                          : "SET default_transaction_read_only = on");
}

}  // namespace postern::source
