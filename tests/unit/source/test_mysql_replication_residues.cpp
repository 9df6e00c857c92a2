#include "source/mysql_replication_residues.hpp"

#include "catch.hpp"
#include "support/residue_search.hpp"

using namespace postern::source;
using postern::test::about;
using postern::test::advises;

namespace {

MysqlResidueFacts with_binary_logs() {
    MysqlResidueFacts facts;
    facts.variables = {{"log_bin", "ON"},
                       {"binlog_format", "ROW"},
                       {"expire_logs_days", "0.000000"},
                       {"binlog_expire_logs_seconds", "2592000"}};
    facts.has_replicas = false;
    facts.is_replica = false;
    return facts;
}

}  // namespace

TEST_CASE("binary logs, by their format, for as long as they are kept") {
    MysqlResidueFacts facts = with_binary_logs();
    const auto residues = mysql_replication_residues(facts);
    REQUIRE(residues.size() == 1);
    CHECK(advises(residues, "every changed row as it was", "PURGE BINARY LOGS BEFORE NOW();"));
    CHECK(about(residues, "binlog_expire_logs_seconds = 2592000") != nullptr);
    facts.variables["binlog_format"] = "STATEMENT";
    facts.variables["binlog_expire_logs_seconds"] = "0";
    CHECK(about(mysql_replication_residues(facts),
                "the statements that set the password; they never expire") != nullptr);
    facts.variables["log_bin"] = "OFF";
    CHECK(mysql_replication_residues(facts).empty());
}

TEST_CASE("replicas on either side") {
    MysqlResidueFacts facts = with_binary_logs();
    facts.has_replicas = true;
    facts.is_replica = true;
    CHECK(about(mysql_replication_residues(facts), "replicas of this server have") != nullptr);
    CHECK(advises(mysql_replication_residues(facts), "this server is a replica", "FLUSH RELAY LOGS;"));
    facts.has_replicas.reset();
    facts.is_replica.reset();
    CHECK(about(mysql_replication_residues(facts), "replicas could not be looked up") != nullptr);
    CHECK(about(mysql_replication_residues(facts), "relay logs could not be looked up") != nullptr);
}

TEST_CASE("nodes of a cluster") {
    MysqlResidueFacts facts = with_binary_logs();
    facts.variables["wsrep_on"] = "ON";
    facts.variables["wsrep_provider"] = "none";
    CHECK(about(mysql_replication_residues(facts), "Galera") == nullptr);
    facts.variables["wsrep_provider"] = "/usr/lib/galera/libgalera_smm.so";
    CHECK(advises(mysql_replication_residues(facts), "Galera", "delete galera.cache"));
}
