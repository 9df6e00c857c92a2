#include "source/mysql_statement_reader.hpp"

#include "source/mysql_dump_source.hpp"
#include "support/read_outcome.hpp"

using namespace postern;
using test::CollectingSink;
using test::read_outcome;

namespace {

std::unique_ptr<Source> make(base::ByteWindow& window) {
    return std::make_unique<source::MysqlDumpSource>(window);
}

test::Outcome read(const std::string& text) {
    const std::set<std::string> all{"database-account", "foreign-server", "replication-source"};
    const auto found = read_outcome(make, text, CollectingSink(all));
    CHECK(test::read_all(make, text, CollectingSink(all), 1).output == text);
    return found;
}

using Words = std::vector<std::string>;

// "name form password" of each account.
Words accounts(const std::string& text) {
    const auto found = read(text);
    CHECK(found.complete());
    Words all;
    for (const auto& record : found.records) {
        all.push_back(*record.value("name") + ' ' + *record.value("form") + ' ' + *record.value("password"));
    }
    return all;
}

}  // namespace

TEST_CASE("accounts as the dump programs write them") {
    CHECK(accounts("CREATE USER `a`@`%` IDENTIFIED BY PASSWORD '*0594AF';\n") == Words{"a@% hash *0594AF"});
    CHECK(
        accounts("CREATE USER `b`@`h` IDENTIFIED VIA mysql_native_password USING '*B6' OR unix_socket;\n") ==
        Words{"b@h hash *B6"});
    CHECK(accounts("CREATE USER `b`@`h` IDENTIFIED VIA ed25519 USING 'one' OR sha USING 'two';\n") ==
          Words{"b@h hash one", "b@h hash two"});
    CHECK(accounts("CREATE /*M!100103 OR REPLACE */ USER `a`@`%` IDENTIFIED BY PASSWORD '*05' REQUIRE "
                   "SUBJECT 'x';\n") == Words{"a@% hash *05"});
    CHECK(accounts("/*!80001 CREATE USER IF NOT EXISTS 'a'@'%' IDENTIFIED WITH 'caching_sha2_password' AS "
                   "'$A$005$x' DEFAULT ROLE `r`@`%` COMMENT 'y' */;\n") == Words{"a@% hash $A$005$x"});
    CHECK(accounts("CREATE USER `a`@`%` IDENTIFIED WITH `sha2` AS 0x4142 PASSWORD EXPIRE DEFAULT;\n") ==
          Words{"a@% hash AB"});
    CHECK(accounts("GRANT SELECT ON *.* TO `a`@`%` IDENTIFIED BY PASSWORD '*05' WITH GRANT OPTION;\n") ==
          Words{"a@% hash *05"});
}

TEST_CASE("accounts as people write them") {
    CHECK(accounts("create user jira@localhost identified by 'it\\'s', b@'h' identified by \"x\";\n") ==
          Words{"jira@localhost plain it's", "b@h plain x"});
    CHECK(accounts("ALTER USER 'a' IDENTIFIED BY 'new' REPLACE 'old';\n") == Words{"a plain new"});
    CHECK(accounts("CREATE USER a IDENTIFIED WITH mysql_native_password BY 'x' ACCOUNT LOCK;\n") ==
          Words{"a plain x"});
    CHECK(accounts("CREATE USER a IDENTIFIED VIA ed25519 USING PASSWORD('x');\n") == Words{"a plain x"});
    CHECK(accounts("GRANT ALL ON `jira`.* TO 'jira'@'%' IDENTIFIED BY 'x';\n") == Words{"jira@% plain x"});
}

TEST_CASE("statements about accounts without a password are none") {
    for (const char* text :
         {"CREATE USER `root`@`localhost`;", "CREATE USER a IDENTIFIED VIA unix_socket;",
          "CREATE USER a IDENTIFIED BY '';", "CREATE USER a IDENTIFIED BY RANDOM PASSWORD COMMENT 'x';",
          "CREATE USER `m`@`h` ACCOUNT LOCK PASSWORD EXPIRE;", "GRANT SELECT ON `by`.* TO `as`@`using`;",
          "GRANT PROXY ON ``@`%` TO `root`@`%` WITH GRANT OPTION;",
          "ALTER TABLE `user` COMMENT 'IDENTIFIED BY x';",
          "CREATE TABLE `user` (`password` text DEFAULT 'x');",
          "INSERT INTO `t` VALUES ('CREATE USER a IDENTIFIED BY ''x'';');",
          "-- CHANGE MASTER TO MASTER_PASSWORD='x';\nSELECT 1;",
          "DELIMITER ;;\nCREATE PROCEDURE p() BEGIN CREATE USER a IDENTIFIED BY 'x'; END ;;\n"}) {
        CAPTURE(text);
        const auto found = read(text);
        CHECK(found.records.empty());
        CHECK(found.complete());
    }
}

TEST_CASE("servers of another database and sources of replication") {
    const auto found = read(
        "CREATE SERVER `s` FOREIGN DATA WRAPPER 'mysql' OPTIONS (Host 'h', User 'u', Password 'p\\'q', Port "
        "3306);\n"
        "CREATE /*M!100103 OR REPLACE */ SERVER `t` FOREIGN DATA WRAPPER mysql OPTIONS (USER 'u');\n"
        "CHANGE MASTER TO MASTER_HOST='m', MASTER_USER='u', MASTER_PASSWORD='x', MASTER_LOG_POS=4;\n"
        "CHANGE REPLICATION SOURCE TO SOURCE_HOST='n', SOURCE_PASSWORD='y';\n"
        "CHANGE MASTER TO MASTER_LOG_FILE='password', MASTER_LOG_POS=4;\n"
        "CHANGE MASTER 'one' TO MASTER_PASSWORD='';\n");
    CHECK(found.complete());
    REQUIRE(found.records.size() == 4);
    CHECK(found.records[0].name == "foreign-server");
    CHECK(found.records[0].value("name") == "s");
    CHECK(found.records[0].value("option:password") == "p'q");
    CHECK_FALSE(found.records[1].value("option:password").has_value());
    CHECK(found.records[2].name == "replication-source");
    CHECK(found.records[2].value("name") == "m");
    CHECK(found.records[2].value("password") == "x");
    CHECK(found.records[3].value("password") == "y");
}

TEST_CASE("what nobody wants of MySQL's statements is passed over") {
    const std::string text =
        "CREATE USER a IDENTIFIED BY 'x';\nCHANGE MASTER TO MASTER_PASSWORD='x';\n"
        "INSERT INTO `mailserver` (`a`) VALUES (1);\nGRANT USAGE ON *.* TO a IDENTIFIED BY 'x';\n";
    CHECK(read_outcome(make, text, CollectingSink({"mailserver"})).records.size() == 1);
    CHECK(read_outcome(make, text, CollectingSink()).records.size() == 4);
}

TEST_CASE("a statement of MySQL that is cut short is told") {
    for (const char* text :
         {"CREATE USER a IDENTIFIED BY 'x'", "CREATE USER a IDENTIFIED BY 'x", "GRANT",
          "CREATE SERVER s OPTIONS (password 'x'", "CHANGE MASTER TO MASTER_PASSWORD='x'"}) {
        CAPTURE(text);
        CHECK(read_outcome(make, text, CollectingSink()).damage.has_value());
    }
}
