#include "source/pg_residues.hpp"

#include "catch.hpp"
#include "support/residue_search.hpp"

using namespace postern::source;
using postern::test::about;
using postern::test::advises;

namespace {

PgResidueFacts facts_of_a_superuser() {
    PgResidueFacts facts;
    facts.version = 150018;
    facts.settings = {{"archive_mode", "off"},          {"wal_recycle", "on"},
                      {"logging_collector", "on"},      {"log_directory", "log"},
                      {"data_directory", "/srv"},       {"log_destination", "stderr"},
                      {"shared_preload_libraries", ""}, {"log_statement", "none"}};
    facts.tables = {"a"};
    facts.table_steps = {"VACUUM FULL a", "ANALYZE a"};
    facts.catalog_steps = {"VACUUM FULL pg_catalog.pg_statistic"};
    facts.keepers.emplace();
    facts.slots.emplace();
    facts.standbys.emplace();
    return facts;
}

}  // namespace

TEST_CASE("from the row to the account") {
    PgResidueFacts facts = facts_of_a_superuser();
    facts.keepers->push_back({"a transaction", "end it"});
    const auto residues = pg_residues(facts);
    REQUIRE(residues.size() == 7);
    CHECK(residues[0].where == "a transaction");
    CHECK(residues[1].remedy == "VACUUM FULL a;\nANALYZE a;");
    CHECK(residues[2].remedy.ends_with("VACUUM FULL pg_catalog.pg_statistic;"));
    CHECK(residues[3].where.find("pg_wal") != std::string::npos);
    CHECK(residues[4].where.find("log_statement = none") != std::string::npos);
    CHECK(residues[5].where.find("backups") != std::string::npos);
    CHECK(residues[6].remedy.find("Change the password") != std::string::npos);
}

TEST_CASE("what purging did is left out") {
    PgResidueFacts facts = facts_of_a_superuser();
    facts.table_steps.clear();
    facts.catalog_steps.clear();
    facts.keepers->push_back({"a transaction", "end it"});
    const auto residues = pg_residues(facts);
    CHECK(about(residues, "the files of") == nullptr);
    CHECK(about(residues, "pg_statistic") == nullptr);
    CHECK(about(residues, "a transaction") == nullptr);
    CHECK(residues.size() == 4);
}

TEST_CASE("where the log lies") {
    PgResidueFacts facts = facts_of_a_superuser();
    const std::string log = "the server's log";
    CHECK(advises(pg_residues(facts), log, "-- '/srv/log'"));
    facts.settings["log_directory"] = "/var/log/pg";
    CHECK(advises(pg_residues(facts), log, "-- '/var/log/pg'"));
    facts.settings["log_destination"] = "stderr,syslog";
    CHECK(advises(pg_residues(facts), log, "syslog"));
    facts.settings.erase("data_directory");
    CHECK(about(pg_residues(facts), "its folder could not be looked up") != nullptr);
    facts.settings["logging_collector"] = "off";
    CHECK(advises(pg_residues(facts), log, "-- '/var/log/postgresql'"));
}

TEST_CASE("libraries that keep statements") {
    PgResidueFacts facts = facts_of_a_superuser();
    facts.settings["shared_preload_libraries"] = "auto_explain,pg_stat_statements";
    facts.extensions = {"pgaudit"};
    auto residues = pg_residues(facts);
    CHECK(advises(residues, "pg_stat_statements keeps", "pg_stat_statements_reset()"));
    CHECK(about(residues, "auto_explain writes") != nullptr);
    CHECK(about(residues, "pgaudit writes") != nullptr);
    CHECK(about(residues, "libraries") == nullptr);
    facts.settings.erase("shared_preload_libraries");
    CHECK(advises(pg_residues(facts), "libraries that keep or log statements",
                  "SHOW shared_preload_libraries"));
}

TEST_CASE("transactions that nobody may see are told as such") {
    PgResidueFacts facts = facts_of_a_superuser();
    facts.keepers.reset();
    CHECK(about(pg_residues(facts), "transactions that keep old rows could not be looked up") != nullptr);
}
