#include "source/mysql_residues.hpp"

#include "catch.hpp"
#include "support/residue_search.hpp"

using namespace postern::source;
using postern::test::about;
using postern::test::advises;

namespace {

MysqlResidueFacts plain() {
    MysqlResidueFacts facts;
    facts.mariadb = true;
    facts.version = 101119;
    facts.variables = {
        {"datadir", "/var/lib/mysql/"},      {"general_log", "OFF"}, {"general_log_file", "db.log"},
        {"slow_query_log", "OFF"},           {"log_output", "FILE"}, {"log_error", "stderr"},
        {"slow_query_log_file", "/log/slow"}};
    facts.tables = {"`jira`.`mailserver`"};
    facts.purge_steps = {"OPTIMIZE TABLE `jira`.`mailserver`"};
    facts.has_replicas = false;
    facts.is_replica = false;
    return facts;
}

}  // namespace

TEST_CASE("a server's files come first, the account last") {
    const auto residues = mysql_residues(plain());
    REQUIRE(residues.size() == 6);
    CHECK(residues.front().remedy == "OPTIMIZE TABLE `jira`.`mailserver`;");
    CHECK(residues.back().remedy.find("Change the password") != std::string::npos);
}

TEST_CASE("what was purged is left out") {
    MysqlResidueFacts facts = plain();
    facts.purge_steps.clear();
    CHECK(about(mysql_residues(facts), "the files of") == nullptr);
}

TEST_CASE("logs as files and as tables") {
    MysqlResidueFacts facts = plain();
    CHECK(advises(mysql_residues(facts), "the server's logs", "-- '/var/lib/mysql/db.log' '/log/slow'\n"));
    CHECK_FALSE(advises(mysql_residues(facts), "the server's logs", "TRUNCATE"));
    facts.variables["log_output"] = "FILE,TABLE";
    CHECK(advises(mysql_residues(facts), "the server's logs", "TRUNCATE TABLE mysql.slow_log;"));
    facts.audit_plugins = {"SERVER_AUDIT"};
    CHECK(about(mysql_residues(facts), "audit by SERVER_AUDIT") != nullptr);
}

TEST_CASE("statements in memory") {
    MysqlResidueFacts facts = plain();
    CHECK(about(mysql_residues(facts), "performance schema") == nullptr);
    facts.variables["performance_schema"] = "ON";
    CHECK(advises(mysql_residues(facts), "performance schema", "events_statements_history_long;"));
}

TEST_CASE("statistics that this account may not see") {
    MysqlResidueFacts facts = plain();
    CHECK(about(mysql_residues(facts), "column_stats") == nullptr);
    facts.unseen_statistics = {"DELETE a", "OPTIMIZE b"};
    CHECK(advises(mysql_residues(facts), "column_stats) hold old values could not be looked up",
                  "DELETE a;\nOPTIMIZE b;"));
}
