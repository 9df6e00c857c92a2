#include "source/load_data_statement.hpp"

#include "catch.hpp"

using namespace postern;
using source::read_load_data_statement;

TEST_CASE("a LOAD DATA statement tells how its file is written") {
    const auto found = read_load_data_statement(
        "/*!40101 SET NAMES binary*/;\n/*!40103 SET TIME_ZONE='+00:00' */;\nLOAD DATA LOCAL INFILE "
        "'jira.t.00000.dat' "
        "REPLACE INTO TABLE `t` CHARACTER SET binary FIELDS TERMINATED BY ',' OPTIONALLY ENCLOSED BY '\"' "
        "ESCAPED BY "
        "'\\\\' LINES STARTING BY '> ' TERMINATED BY '\\r\\n' IGNORE 1 LINES (`id`,@`b`, @c,d) SET `b` = "
        "UNHEX(@`b`), c = FROM_BASE64(@c), d = CONVERT(@d USING UTF8MB4);\n");
    REQUIRE(found);
    CHECK(found->table.table == "t");
    CHECK(found->options == format::LoadDataOptions{",", "\"", "\\", "> ", "\r\n"});
    CHECK(found->ignored_lines == 1);
    CHECK(found->columns == std::vector<std::string>{"id", "b", "c", "d"});
    CHECK(found->codes.at("b") == source::ColumnCode::hexadecimal);
    CHECK(found->codes.at("c") == source::ColumnCode::base64);
    CHECK(found->codes.size() == 2);
    CHECK(found->fault.empty());
}

TEST_CASE("a LOAD DATA statement may leave out nearly everything") {
    const auto found = read_load_data_statement("LOAD DATA INFILE 'x' INTO TABLE db.t");
    REQUIRE(found);
    CHECK(found->table.database == "db");
    CHECK(found->options == format::LoadDataOptions{});
    CHECK(found->columns.empty());
    const auto without_escapes = read_load_data_statement(
        "LOAD DATA INFILE 'x' IGNORE INTO TABLE t PARTITION (p, q) COLUMNS ESCAPED BY ''");
    REQUIRE(without_escapes);
    CHECK(without_escapes->options.fields_escaped.empty());
    CHECK(without_escapes->fault.empty());
}

TEST_CASE("a LOAD DATA statement that cannot be followed says so") {
    for (const char* statement : {"LOAD DATA INFILE 'x' INTO TABLE t CHARACTER SET gbk",
                                  "LOAD DATA INFILE 'x' INTO TABLE t (a) SET b = NOW()",
                                  "LOAD DATA INFILE 'x' INTO TABLE t (@a) SET a = AES_DECRYPT(@a, 'x')",
                                  "LOAD DATA INFILE 'x' INTO TABLE t FIELDS TERMINATED BY b'1'"}) {
        CAPTURE(statement);
        const auto found = read_load_data_statement(statement);
        REQUIRE(found);
        CHECK_FALSE(found->fault.empty());
    }
    for (const char* text :
         {"", "SELECT 1;", "LOAD XML INFILE 'x' INTO TABLE t", "LOAD DATA INFILE 'x'",
          "LOAD DATA INFILE 'x' INTO TABLE", "LOAD DATA INFILE 'x", "INSERT INTO t VALUES ('LOAD DATA')"}) {
        CAPTURE(text);
        CHECK_FALSE(read_load_data_statement(text));
    }
}
