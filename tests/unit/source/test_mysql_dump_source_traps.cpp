#include "source/mysql_dump_source.hpp"

#include "support/project_root.hpp"
#include "support/read_outcome.hpp"

using namespace postern;
using test::CollectingSink;
using test::read_outcome;

namespace {

std::unique_ptr<Source> make(base::ByteWindow& window) {
    return std::make_unique<source::MysqlDumpSource>(window);
}

const std::string kReal = "INSERT INTO `mailserver` (`ID`, `secret`) VALUES (7,'real'),(8,'it\\'s real');\n";

void check_passed(const std::string& trap) {
    CAPTURE(trap);
    for (const std::size_t piece : {1U, 3U, 5000U}) {
        CAPTURE(piece);
        const auto found = read_outcome(make, trap + "\n" + kReal, CollectingSink({"mailserver"}), piece);
        CHECK(found.values("secret") == std::vector<std::string>{"real", "it's real"});
        CHECK(found.complete());
    }
    CHECK(test::read_all(make, trap + "\n" + kReal, CollectingSink({"mailserver"}), 1).output ==
          trap + "\n" + kReal);
}

}  // namespace

TEST_CASE("dump text in MySQL literals and comments is passed over") {
    const std::string trap = "\nINSERT INTO `mailserver` (`ID`, `secret`) VALUES (1,2);\n";
    check_passed("INSERT INTO `jiraaction` VALUES (1,'it\\'s; " + trap + "'),(2,'\\\\'),(3,\"a ' \\\" " +
                 trap + "\");");
    check_passed("/* comment ' " + trap + " /* does not nest */");
    check_passed("-- it's" + std::string("\n# don't \" `\n--\n--\tx'\n"));
    check_passed("SELECT 5--1;\nSELECT '--';SELECT `a ; \" ' `` b`;");
    check_passed("INSERT INTO `x` VALUES (_binary '\x01\xff\\'" + trap + "');");
    check_passed(
        "/*!50001 CREATE VIEW `v` AS SELECT 'it\\'s' */;\n/*!40000 ALTER TABLE `t` DISABLE KEYS */;");
    check_passed("/* SET @@GLOBAL.GTID_PURGED='+u:1-166';*/");
}

TEST_CASE("routine bodies behind DELIMITER are passed over") {
    const std::string body =
        "BEGIN\n INSERT INTO `mailserver` (`ID`, `secret`) VALUES (1,'TRAP');\n"
        " -- Dump completed\n SELECT '$$ ;; //';\n END";
    check_passed("DELIMITER ;;\nCREATE PROCEDURE `p`()\n" + body + " ;;\nDELIMITER ;");
    check_passed("DELIMITER ;;\n/*!50003 CREATE*/ /*!50017 DEFINER=`a`@`b`*/ /*!50003 TRIGGER t " + body +
                 " */;;\nDELIMITER ;");
    check_passed("delimiter $$\nCREATE PROCEDURE p()\n" + body + "$$\nDELIMITER ;");
    check_passed("DELIMITER //\r\nCREATE PROCEDURE p()\n" + body + "//\r\nDELIMITER ;\r\n");
    check_passed("DELIMITER $$\nSET NAMES utf8mb4$$\nSET @a = 1$$\nDELIMITER ;");
    check_passed("DELIMITER $$\nUSE jira$$\nDROP PROCEDURE p$$\nCREATE PROCEDURE p()\n" + body +
                 "$$\nDELIMITER ;");
}

TEST_CASE("a comment within a body neither opens nor ends a dump") {
    const std::string head = "-- MySQL dump 10.13  Distrib 9.7.4\n\n";
    const std::string body =
        "DELIMITER ;;\nCREATE PROCEDURE p()\nBEGIN\n-- Dump completed on x\nSELECT 1;\nEND ;;\nDELIMITER ;\n";
    CHECK_FALSE(read_outcome(make, head + body).complete());
    CHECK(read_outcome(make, head + body + "-- Dump completed on 2026-01-01\n").complete());
}

TEST_CASE("a MySQL dump may be cut at any byte") {
    test::check_cuts(
        make,
        "-- MySQL dump 10.13\n\n/*!50503 SET NAMES utf8mb4 */;\nUSE `j`;\n"
        "CREATE TABLE `mailserver` (`ID` int,`name` text,`secret` text,KEY k (`ID`));\n"
        "INSERT INTO `other` VALUES (1,'a;b\\'');\n"
        "INSERT INTO `mailserver` VALUES (10,'a\\'b',NULL),(20,\"q\",0x4142),\n(-30,'x;','\\\\');\n"
        "DELIMITER ;;\nCREATE PROCEDURE p() BEGIN SELECT 1; END ;;\nDELIMITER ;\n"
        "REPLACE INTO `mailserver` (`ID`, `name`, `secret`) VALUES (4,_binary 'x','y');\n-- Dump completed\n",
        CollectingSink({"mailserver"}), 20);
}

TEST_CASE("a MySQL statement without its end is cut short") {
    for (const char* text :
         {"INSERT INTO `mailserver`", "INSERT INTO `mailserver` VAL", "INSERT INTO `mailser",
          "INSERT INTO `mailserver` (`a", "INSERT INTO `mailserver` (`a`) VALUES (1"}) {
        CAPTURE(text);
        CHECK_FALSE(read_outcome(make, text, CollectingSink({"mailserver"})).complete());
    }
}

TEST_CASE("the MySQL fixture with traps gives the real rows alone") {
    const std::string text = test::file_text(test::project_root() + "/fixtures/mysql/traps.sql");
    REQUIRE(text.size() > 1000);
    const auto found = read_outcome(make, text, CollectingSink({"mailserver"}), 100);
    CHECK(found.complete());
    CHECK(found.records.size() >= 3);
    for (const auto& record : found.records) {
        for (const auto& field : record.fields) {
            CHECK((record.database == "otherapp" ||
                   field.value.value_or("").find("TRAP") == std::string::npos));
        }
    }
    CHECK(test::read_all(make, text, CollectingSink({"mailserver"}), 33).output == text);
}

TEST_CASE("rows in which a backslash may be no escape are not rewritten") {
    for (const char* literal : {"\"it''s\"", "\"C:\\dir\""}) {
        CAPTURE(literal);
        const std::string text = "INSERT INTO `t` (a,b) VALUES\n(1," + std::string(literal) + "),\n(2," +
                                 literal + ");\nINSERT INTO `t` (a,b) VALUES (3,\"it\\'s\\n\");\n";
        CollectingSink editing({"t"});
        editing.edit = Edit{0, "", "9"};
        const auto found = test::read_all(make, text, editing);
        CHECK(found.records.size() == 3);
        CHECK(found.skips.size() == 1);
        CHECK(found.output == text);
        editing.edit_record = 2;
        CHECK(test::read_all(make, text, editing).output != text);
    }
    CHECK(read_outcome(make, "INSERT INTO `t` (a) VALUES ('it''s');", CollectingSink({"t"})).complete());
}
