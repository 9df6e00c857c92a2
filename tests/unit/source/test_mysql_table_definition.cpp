#include "source/mysql_table_definition.hpp"

#include "catch.hpp"

using namespace postern;
using source::read_mysql_table_definition;

namespace {

const std::string kTable =
    "-- MySQL dump 10.13\n/*!40101 SET NAMES utf8mb4 */;\nDROP TABLE IF EXISTS `t`;\n"
    "CREATE TABLE `t` (\n  `id` int NOT NULL, -- gbk\n  `twice` int GENERATED ALWAYS AS (`id` * 2) STORED,\n "
    " `gbk` "
    "text,\n"
    "  KEY `k` (`id`)\n) DEFAULT CHARSET=utf8mb4 COMMENT='gbk';\n";

}  // namespace

TEST_CASE("a schema file defines a table") {
    const auto found = read_mysql_table_definition(
        kTable +
        "DELIMITER ;;\nCREATE TRIGGER x BEFORE INSERT ON t FOR EACH ROW BEGIN INSERT INTO u VALUES (1); "
        "END ;;\nDELIMITER ;\n-- Dump completed\n");
    REQUIRE(found);
    CHECK(found->table == "t");
    CHECK(found->columns == std::vector<std::string>{"id", "twice", "gbk"});
    CHECK(found->stored == std::vector<std::string>{"id", "gbk"});
    CHECK_FALSE(found->hides_backslashes);
    const auto part = source::table_part(*found, "jira", source::TableForm::load_data);
    CHECK(part.database == "jira");
    CHECK(part.table == "t");
    CHECK(part.columns == found->columns);
    CHECK(part.stored_columns == found->stored);
    CHECK(part.not_null == std::vector<std::string>{"id"});
    CHECK(source::table_part({"t", {"a"}, {"a"}, false}, "", part.form).stored_columns.empty());
}

TEST_CASE("what is no schema file defines nothing") {
    const std::string whole = kTable + "-- Dump completed\n";
    CHECK(read_mysql_table_definition(whole));
    CHECK_FALSE(read_mysql_table_definition(whole + "INSERT INTO t VALUES (1,2,'x');\n"));
    CHECK_FALSE(read_mysql_table_definition(whole + "INSERT INTO other VALUES (1);\n"));
    CHECK_FALSE(read_mysql_table_definition(whole + "CREATE TABLE u (a int);\n"));
    CHECK_FALSE(read_mysql_table_definition(whole + "CREATE TABLE u ('"));
    CHECK_FALSE(read_mysql_table_definition("SELECT 1;\n"));
    CHECK_FALSE(read_mysql_table_definition("CREATE TABLE t ();\n"));
    CHECK_FALSE(read_mysql_table_definition(""));
    CHECK_FALSE(read_mysql_table_definition(kTable));  // without the last line: cut short
}

TEST_CASE("character sets that hide backslashes are noticed") {
    for (const char* definition :
         {"CREATE TABLE t (a text) DEFAULT CHARSET=gbk;", "CREATE TABLE t (a text CHARACTER SET sjis);",
          "CREATE TABLE t (a text COLLATE big5_chinese_ci);"}) {
        const auto found = read_mysql_table_definition(definition);
        REQUIRE(found);
        CHECK(found->hides_backslashes);
    }
}
