#include "source/mysql_residue_facts.hpp"

#include "catch.hpp"

using namespace postern::source;

TEST_CASE("versions compare as numbers") {
    CHECK(mysql_version_number("10.11.19-MariaDB-0+deb12u1-log") == 101119);
    CHECK(mysql_version_number("5.5.5-10.3.39-MariaDB") == 100339);
    CHECK(mysql_version_number("8.0.36") == 80036);
    CHECK(mysql_version_number("9.7.4-1ubuntu") == 90704);
    CHECK(mysql_version_number("no version") == 0);
}

TEST_CASE("switches are ON or 1; what is not there is off") {
    MysqlResidueFacts facts;
    facts.variables = {{"log_bin", "ON"}, {"general_log", "1"}, {"wsrep_on", "OFF"}};
    CHECK(facts.is_on("log_bin"));
    CHECK(facts.is_on("general_log"));
    CHECK_FALSE(facts.is_on("wsrep_on"));
    CHECK_FALSE(facts.is_on("nothing"));
    CHECK(facts.variable("nothing").empty());
}
