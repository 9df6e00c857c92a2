#include "source/mysql_engine_residues.hpp"

#include "catch.hpp"
#include "support/residue_search.hpp"

using namespace postern::source;
using postern::test::about;
using postern::test::advises;

namespace {

MysqlResidueFacts mysql() {
    MysqlResidueFacts facts;
    facts.version = 90704;
    facts.variables = {{"innodb_redo_log_capacity", "104857600"},
                       {"datadir", "/var/lib/mysql/"},
                       {"innodb_doublewrite", "ON"},
                       {"innodb_file_per_table", "ON"},
                       {"innodb_undo_tablespaces", "2"}};
    facts.undo_tablespaces = {{"innodb_undo_001", "innodb_undo_002"}};
    return facts;
}

MysqlResidueFacts mariadb(int version) {
    MysqlResidueFacts facts;
    facts.mariadb = true;
    facts.version = version;
    facts.variables = {{"innodb_log_file_size", "100663296"},
                       {"innodb_undo_tablespaces", "0"},
                       {"innodb_file_per_table", "ON"}};
    return facts;
}

}  // namespace

TEST_CASE("MySQL: each undo tablespace in turn, with a third so that two stay active") {
    const auto residues = mysql_engine_residues(mysql());
    const std::string& recipe = about(residues, "undo tablespaces")->remedy;
    CHECK(recipe.starts_with("CREATE UNDO TABLESPACE postern_undo ADD DATAFILE 'postern_undo.ibu';\n"));
    const std::size_t first = recipe.find("ALTER UNDO TABLESPACE `innodb_undo_001` SET INACTIVE;");
    const std::size_t again = recipe.find("ALTER UNDO TABLESPACE `innodb_undo_001` SET ACTIVE;");
    const std::size_t second = recipe.find("ALTER UNDO TABLESPACE `innodb_undo_002` SET INACTIVE;");
    CHECK(first < again);
    CHECK(again < second);
    CHECK(second != std::string::npos);
    CHECK(recipe.ends_with("DROP UNDO TABLESPACE postern_undo;"));
    CHECK(about(residues, "ibdata1") == nullptr);
}

TEST_CASE("MySQL: names of undo tablespaces that this account may not see") {
    MysqlResidueFacts facts = mysql();
    facts.undo_tablespaces.reset();
    CHECK(advises(mysql_engine_residues(facts), "could not be looked up", "`innodb_undo_002` SET INACTIVE"));
}

TEST_CASE("MySQL: the redo log shrinks and gets its size back; copies of pages are deleted") {
    const auto residues = mysql_engine_residues(mysql());
    const std::string& redo = about(residues, "redo log")->remedy;
    CHECK(
        redo.starts_with("SET GLOBAL innodb_redo_log_capacity = 16777216;\n"
                         "SET GLOBAL innodb_redo_log_capacity = 8388608;\n"));
    CHECK(redo.ends_with("SET GLOBAL innodb_redo_log_capacity = 104857600;"));
    CHECK(advises(residues, "doublewrite files", "rm -- /var/lib/mysql/'#ib_'*.dblwr"));
    MysqlResidueFacts facts = mysql();
    facts.variables["innodb_doublewrite"] = "OFF";
    CHECK(about(mysql_engine_residues(facts), "doublewrite") == nullptr);
}

TEST_CASE("old MySQL: the shared file, and a restart for the redo log") {
    MysqlResidueFacts facts = mysql();
    facts.version = 50744;
    facts.variables = {{"innodb_log_file_size", "50331648"}, {"innodb_undo_tablespaces", "0"}};
    const auto residues = mysql_engine_residues(facts);
    CHECK(residues.size() == 2);
    CHECK(about(residues, "ibdata1") != nullptr);
    CHECK(advises(residues, "redo log", "another innodb_log_file_size than 50331648"));
}

TEST_CASE("MariaDB: online since 10.9, by a restart before") {
    CHECK(advises(
        mysql_engine_residues(mariadb(101119)), "redo log",
        "SET GLOBAL innodb_log_file_size = 104857600;\nSET GLOBAL innodb_log_file_size = 100663296;"));
    CHECK(
        advises(mysql_engine_residues(mariadb(100622)), "redo log", "SET GLOBAL innodb_fast_shutdown = 0;"));
}

TEST_CASE("MariaDB: undo in the shared file, or in files of its own") {
    MysqlResidueFacts facts = mariadb(110402);
    CHECK(about(mysql_engine_residues(facts), "undo001") == nullptr);
    CHECK(advises(mysql_engine_residues(facts), "ibdata1", "Innodb_history_list_length"));
    facts.variables["innodb_undo_tablespaces"] = "3";
    CHECK(advises(mysql_engine_residues(facts), "undo001", "innodb_undo_log_truncate = ON"));
    CHECK(about(mysql_engine_residues(facts), "ibdata1") != nullptr);
}

TEST_CASE("tables in the shared file") {
    MysqlResidueFacts facts = mariadb(101119);
    facts.variables["innodb_file_per_table"] = "OFF";
    CHECK(about(mysql_engine_residues(facts), "innodb_file_per_table is off") != nullptr);
}
