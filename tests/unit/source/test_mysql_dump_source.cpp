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

void check_form(const std::string& text, const std::vector<std::string>& secrets) {
    CAPTURE(text);
    for (const std::size_t window : {1U, 64U}) {
        const auto found = read_outcome(make, text, CollectingSink({"mailserver"}), 1, window);
        CHECK(found.complete());
        CHECK(found.values("secret") == secrets);
    }
    check_reader_properties(make, text, CollectingSink({"mailserver"}), 0, "ID");
}

const std::string kTable =
    "CREATE TABLE `mailserver` (\n  `ID` decimal(18,0) NOT NULL,\n  `name` varchar(255) DEFAULT NULL,\n"
    "  `secret` text COMMENT 'a, b AS (c)',\n  PRIMARY KEY (`ID`),\n  KEY `k` (`name`)\n) ENGINE=InnoDB;\n";

}  // namespace

TEST_CASE("every form of INSERT that the MySQL dump programs write") {
    check_form(kTable + "INSERT INTO `mailserver` VALUES\n(1,'n','s\\'1'),\n(2,NULL,NULL);\n",
               {"s'1", "(null)"});
    check_form(kTable + "INSERT INTO `mailserver` VALUES (1,'n','a;b'),(2,'x\\\\','--c');\n", {"a;b", "--c"});
    check_form("INSERT INTO `mailserver` (`ID`, `secret`) VALUES (1,'it''s');\n", {"it's"});
    check_form("INSERT  IGNORE INTO `mailserver` (`secret`) VALUES ('x');\n", {"x"});
    check_form("REPLACE INTO `mailserver` (`secret`) VALUES ('x');\n", {"x"});
    check_form("INSERT LOW_PRIORITY IGNORE INTO mailserver (ID, secret) VALUE (-1.50, 'x');\n", {"x"});
    check_form(
        "INSERT INTO `jira`.`MAILSERVER` (`secret`) VALUES ('x') ON DUPLICATE KEY UPDATE "
        "secret=VALUES(secret);\n",
        {"x"});
    check_form("INSERT INTO `mailserver` (`ID`, `secret`) VALUES (1,_binary 'a\\0b'),(2,_utf8mb4'c');\n",
               {std::string("a\0b", 3), "c"});
    check_form(
        "INSERT INTO `mailserver` (`ID`, `secret`) VALUES (1,0x536563),(2,x'53'),(3,_binary 0x4142);\n",
        {"Sec", "S", "AB"});
    check_form("INSERT INTO `mailserver` (`ID`, `secret`) VALUES (1,\"mydumper's \\\"q\\\"\");\n",
               {"mydumper's \"q\""});
    check_form("INSERT INTO `mailserver` (`ID`, `secret`) VALUES (1,b'0101');\n", {"b'0101'"});
    check_form("INSERT INTO `mailserver` (`ID`, `secret`) VALUES (1,'\\r\\n\\Z\\%\\_\\t\\b\\q');\n",
               {"\r\n\x1A\\%\\_\t\bq"});
    check_form("/*!40000 INSERT INTO `mailserver` (`secret`) VALUES ('x') */;\n", {"x"});
}

TEST_CASE("positional rows follow CREATE TABLE") {
    check_form(
        "CREATE TABLE IF NOT EXISTS `mailserver` (`secret` text,`KEY` int,key (`KEY`),UNIQUE KEY u (`KEY`),\n"
        "FULLTEXT KEY f (`secret`),CONSTRAINT c CHECK (json_valid(`secret`)),`Index` int);\n"
        "INSERT INTO `mailserver` VALUES ('s',1,2);\n",
        {"s"});
    check_form(
        "CREATE TABLE `mailserver` (`id` int,`twice` int GENERATED ALWAYS AS (`id` * 2) VIRTUAL,"
        "`three` int AS (`id` * 3) STORED,`secret` text);\n"
        "INSERT INTO `mailserver` VALUES (7,14,21,'tail\\\\');\n",
        {"tail\\"});
    check_form(
        "CREATE TABLE `mailserver` (`id` int,`twice` int GENERATED ALWAYS AS (`id` * 2) VIRTUAL,`secret` "
        "text);\n"
        "INSERT INTO `mailserver` VALUES (7,'s');\n",
        {"s"});
}

TEST_CASE("a table's name may hold quotes and blanks") {
    const auto found = read_outcome(make, "INSERT INTO `weird``tab le` (`a``b`) VALUES ('x');\n",
                                    CollectingSink({"weird`tab le"}));
    REQUIRE(found.records.size() == 1);
    CHECK(found.records[0].value("a`b") == "x");
}

TEST_CASE("USE names the database") {
    const auto found = read_outcome(
        make,
        "CREATE DATABASE /*!32312 IF NOT EXISTS*/ `a` /*!40100 DEFAULT CHARACTER SET utf8mb4 */;\n"
        "USE `a`;\n" +
            kTable +
            "INSERT INTO `mailserver` VALUES (1,'n','s');\n"
            "USE `b``c`;\nINSERT INTO `mailserver` VALUES (2,'n','t');\n");
    REQUIRE(found.records.size() == 2);
    CHECK(found.records[0].database == "a");
    CHECK(found.records[0].columns_known);
    CHECK(found.records[1].database == "b`c");
    CHECK_FALSE(found.records[1].columns_known);
}

TEST_CASE("ANSI quotes and missing backslash escapes follow SQL_MODE") {
    check_form(
        "/*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO,ANSI' */;\n"
        "CREATE TABLE \"mailserver\" (\"ID\" int,\"secret\" text);\nINSERT INTO \"mailserver\" VALUES "
        "(1,'a\\'b\"c');\n",
        {"a'b\"c"});
    check_form(
        "SET SESSION sql_mode = 'NO_BACKSLASH_ESCAPES';\nINSERT INTO mailserver (secret) VALUES "
        "('a\\'),('b');\n",
        {"a\\", "b"});
}

// Behind a trigger, mysqldump puts back the mode it had saved, and goes on to the next table.
TEST_CASE("a restored SQL_MODE is the one before") {
    check_form(
        "/*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO' */;\n"
        "/*!50003 SET @saved_sql_mode       = @@sql_mode */ ;\n"
        "/*!50003 SET sql_mode              = 'NO_BACKSLASH_ESCAPES' */ ;\n"
        "DELIMITER ;;\n/*!50003 CREATE*/ /*!50003 TRIGGER t BEFORE INSERT ON x FOR EACH ROW SET NEW.a = '\\' "
        "*/;;\n"
        "DELIMITER ;\n"
        "/*!50003 SET sql_mode              = @saved_sql_mode */ ;\n"
        "INSERT INTO `mailserver` (`ID`, `secret`) VALUES (1,'it\\'s'),(2,'x');\n",
        {"it's", "x"});
    check_form(
        "SET @saved_sql_mode = @@sql_mode;\nSET sql_mode = 'ANSI_QUOTES';\nSET sql_mode = @saved_sql_mode;\n"
        "INSERT INTO mailserver (secret) VALUES (\"it's\");\n",
        {"it's"});
}

TEST_CASE("a character in a dump of MySQL may end in the byte of a backslash") {
    const std::string rows =
        "SELECT '\xE5\\', '\\'';\nINSERT INTO `other` VALUES ('\xE5\\'),('\xE5\\\\'');\n"
        "INSERT INTO `mailserver` (`ID`,`secret`) VALUES ('\xE5\\','\xE5\\'),(2,'a\xE5\\\\'\xE5\\'),"
        "(3,_binary '\\\xE5\\''),(4,\"\xE5\\\");\n";
    for (const char* setting :
         {"/*!40101 SET NAMES sjis */;\n", "SET NAMES gbk;\n", "SET NAMES 'big5';\n",
          "/*!50503 SET character_set_client = cp932 */;\n", "SET names GB18030 COLLATE x;\n",
          "SET CHARACTER SET gbk;\n", "SET CHARSET gbk;\n"}) {
        check_form(setting + rows, {"\xE5\\", "a\xE5\\'\xE5\\", "\xE5'", "\xE5\\"});
    }
}

// Around each CREATE TABLE, and each trigger.
TEST_CASE("a restored character set is the one before") {
    const std::string row = "INSERT INTO `mailserver` (`secret`) VALUES ('\xE5\\');\n";
    check_form(
        "/*!40101 SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT */;\n/*!40101 SET NAMES sjis */;\n"
        "/*!40101 SET @saved_cs_client     = @@character_set_client */;\n"
        "/*!40101 SET character_set_client = utf8mb4 */;\n" +
            kTable + "/*!40101 SET character_set_client = @saved_cs_client */;\n" + row +
            "/*!40101 SET CHARACTER_SET_CLIENT=@OLD_CHARACTER_SET_CLIENT */;\n"
            "INSERT INTO `mailserver` (`secret`) VALUES ('\xE5\\'');\n",
        {"\xE5\\", "\xE5'"});
}

// Even with nothing but rows behind it: mariadb-dump --compact --no-create-info.
TEST_CASE("the sandbox line hides no statement") {
    for (const char* line :
         {"/*!999999\\- enable the sandbox mode */\n", "/*M!999999\\- enable the sandbox mode */ \n"}) {
        check_form(line + std::string("INSERT INTO `mailserver` (`ID`, `secret`) VALUES\n(1,'x');\n"), {"x"});
        check_form(line + kTable + "INSERT INTO `mailserver` VALUES (1,'n','x');\n", {"x"});
    }
}

TEST_CASE("a byte order mark before a MySQL dump hides nothing") {
    check_form("\xEF\xBB\xBFINSERT INTO `mailserver` (`secret`) VALUES ('x');\n", {"x"});
}

TEST_CASE("the fixtures' forms give the same rows") {
    const std::string folder = test::project_root() + "/fixtures/mysql/";
    const auto plain =
        read_outcome(make, test::file_text(folder + "default.sql"), CollectingSink({"mailserver"}));
    REQUIRE(plain.records.size() >= 3);
    for (const char* name : {"ansi", "complete-insert", "hex-blob", "insert-ignore", "mysql-one-line",
                             "noquote", "replace", "skip-extended", "skip-opt", "stderr-first-line"}) {
        CAPTURE(name);
        const std::string text = test::file_text(folder + name + ".sql");
        const auto found = read_outcome(make, text, CollectingSink({"mailserver"}), 17);
        CHECK(found.complete());
        CHECK(found.values("mailpassword") == plain.values("mailpassword"));
        CHECK(test::read_all(make, text, CollectingSink({"mailserver"}), 9).output == text);
    }
}

TEST_CASE("a text that is written where there is a row already is told, and one that names a row to delete") {
    for (const char* text :
         {"INSERT INTO `mailserver` (`secret`) VALUES ('x') ON DUPLICATE KEY UPDATE secret='y';\n",
          "DELETE FROM `mailserver` WHERE secret='y';\n"}) {
        CAPTURE(text);
        const auto found = read_outcome(make, text, CollectingSink({"mailserver"}));
        REQUIRE(found.skips.size() == 1);
        CHECK(found.skips[0].reason.find("mailserver") != std::string::npos);
        CHECK(found.skips[0].reason.find("'y'") == std::string::npos);
    }
    for (const char* text :
         {"DELETE FROM `mailserver` WHERE id=1;\n", "DELETE FROM `other` WHERE secret='y';\n"}) {
        CHECK(read_outcome(make, text, CollectingSink({"mailserver"})).skips.empty());
    }
}
