#include "source/mysql_facts.hpp"

#include "catch.hpp"

using namespace postern::source;

TEST_CASE("names of servers") {
    CHECK(mysql_server_name("10.11.19-MariaDB-0+deb12u1-log") == "MariaDB 10.11.19");
    CHECK(mysql_server_name("5.5.5-10.3.39-MariaDB") == "MariaDB 10.3.39");
    CHECK(mysql_server_name("8.0.36-0ubuntu0.22.04.1") == "MySQL 8.0.36");
    CHECK(mysql_server_name("9.7.0") == "MySQL 9.7.0");
}

TEST_CASE("names of clients") {
    CHECK(mysql_client_name("localhost") == "local");
    CHECK(mysql_client_name("192.0.2.7:53422") == "192.0.2.7:53422");
    CHECK(mysql_client_name("") == "local");
}
