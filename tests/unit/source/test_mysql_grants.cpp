#include "source/mysql_grants.hpp"

#include "catch.hpp"

using namespace postern::source;

using Names = std::vector<std::string>;

TEST_CASE("accounts are sorted, each once, superusers marked") {
    CHECK(resolve_readers({{"'root'@'localhost'", true}, {"'jira'@'%'"}, {"'jira'@'%'"}}, {}) ==
          Names{"'jira'@'%'", "'root'@'localhost' (superuser)"});
    CHECK(resolve_readers({{"'a'@'%'", true}, {"'a'@'%'", false}}, {}) == Names{"'a'@'%' (superuser)"});
    CHECK(resolve_readers({}, {}).empty());
}

TEST_CASE("a role gives way to its members, theirs included") {
    const std::vector<MysqlRoleMember> members{{"'readers'@''", "'alice'@'%'"},
                                               {"'readers'@''", "'team'@''"},
                                               {"'team'@''", "'bob'@'%'"},
                                               {"'others'@''", "'carol'@'%'"}};
    CHECK(resolve_readers({{"'readers'@''"}}, members) == Names{"'alice'@'%'", "'bob'@'%'"});
    CHECK(resolve_readers({{"'team'@''", true}}, members) == Names{"'bob'@'%' (superuser)"});
}

TEST_CASE("a role whose members nobody knows stays") {
    CHECK(resolve_readers({{"'readers'@''"}, {"'PUBLIC'@''"}}, {}) == Names{"'PUBLIC'@''", "'readers'@''"});
}

TEST_CASE("roles may go in circles") {
    CHECK(
        resolve_readers({{"'a'@''"}}, {{"'a'@''", "'b'@''"}, {"'b'@''", "'a'@''"}, {"'b'@''", "'x'@'%'"}}) ==
        Names{"'x'@'%'"});
}
