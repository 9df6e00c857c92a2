#include "source/mysql_catalog.hpp"

#include "catch.hpp"

using namespace postern::source;

TEST_CASE("names are quoted") {
    CHECK(quoted("BANDANA") == "`BANDANA`");
    CHECK(quoted("a`b") == "`a``b`");
    CHECK(quoted(MysqlTable{"jira", "AO_2C4E5C_MAILCONNECTION"}) == "`jira`.`AO_2C4E5C_MAILCONNECTION`");
}

TEST_CASE("only numbers, times and bits are turned into text") {
    CHECK(as_text({"t", "longtext"}) == "`t`");
    CHECK(as_text({"t", "blob"}) == "`t`");
    CHECK(as_text({"t", "json"}) == "`t`");
    CHECK(as_text({"n", "decimal"}) == "CAST(`n` AS CHAR)");
    CHECK(as_text({"b", "bit"}) == "CAST(`b` + 0 AS CHAR)");
}

TEST_CASE("bytes become values, and values bytes") {
    CHECK(from_bytes({"t", "varchar"}, "?") == "CONVERT(? USING utf8mb4)");
    CHECK(from_bytes({"t", "longblob"}, "?") == "?");
    CHECK(from_bytes({"t", "bit"}, "?") == "CAST(CONVERT(? USING utf8mb4) AS UNSIGNED)");
    CHECK(as_bytes({"t", "varchar"}) == "CAST(CONVERT(`t` USING utf8mb4) AS BINARY)");
    CHECK(as_bytes({"t", "blob"}) == "CAST(`t` AS BINARY)");
}

TEST_CASE("columns are found without case") {
    const std::vector<MysqlColumn> columns{{"ID", "decimal"}, {"mailpassword", "varchar"}};
    REQUIRE(find_column(columns, "MAILPASSWORD") != nullptr);
    CHECK(find_column(columns, "id")->type == "decimal");
    CHECK(find_column(columns, "mail") == nullptr);
}
