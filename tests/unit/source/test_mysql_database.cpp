#include "source/mysql_database.hpp"

#include "catch.hpp"

using postern::source::mysql_lock_name;

TEST_CASE("a lock's name is never longer than a server allows") {
    CHECK(mysql_lock_name("jira") == "postern:jira");
    CHECK(mysql_lock_name(std::string(56, 'x')).size() == 64);
    const std::string a = mysql_lock_name(std::string(57, 'x'));
    const std::string b = mysql_lock_name(std::string(58, 'x'));
    CHECK(a.size() <= 64);
    CHECK(a != b);
}
