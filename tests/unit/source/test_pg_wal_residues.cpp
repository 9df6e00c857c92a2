#include "source/pg_wal_residues.hpp"

#include "catch.hpp"
#include "support/residue_search.hpp"

using namespace postern::source;
using postern::test::about;
using postern::test::advises;

namespace {

PgResidueFacts plain() {
    PgResidueFacts facts;
    facts.version = 150018;
    facts.settings = {{"archive_mode", "off"}, {"wal_recycle", "on"}, {"wal_keep_size", "0"}};
    facts.slots.emplace();
    facts.standbys.emplace();
    return facts;
}

}  // namespace

TEST_CASE("a server by itself has its own log only") {
    const auto residues = pg_wal_residues(plain());
    REQUIRE(residues.size() == 1);
    CHECK(advises(residues, "wait to be used again", "SET wal_recycle = off;"));
    CHECK(residues[0].remedy.find("lets go") == std::string::npos);
}

TEST_CASE("servers before 12 cannot stop recycling: all segments are filled twice") {
    PgResidueFacts facts = plain();
    facts.version = 110022;
    const auto residues = pg_wal_residues(facts);
    CHECK_FALSE(advises(residues, "pg_wal", "wal_recycle"));
    const std::string& remedy = about(residues, "pg_wal")->remedy;
    CHECK(remedy.find("DO $$") != remedy.rfind("DO $$"));

    facts.version = 100023;
    const auto older = pg_wal_residues(facts);
    CHECK(about(older, "pg_wal")->remedy.size() > remedy.size());
}

TEST_CASE("segments that are kept on purpose are told") {
    PgResidueFacts facts = plain();
    facts.settings["wal_keep_size"] = "1024";
    CHECK(advises(pg_wal_residues(facts), "pg_wal",
                  "wal_keep_size lets go: set it to 0 meanwhile (it is 1024)"));
}

TEST_CASE("an archive is named where there is one") {
    PgResidueFacts facts = plain();
    facts.settings["archive_mode"] = "on";
    CHECK(about(pg_wal_residues(facts), "without a command") != nullptr);
    facts.settings["archive_library"] = "set";
    CHECK(advises(pg_wal_residues(facts), "the archive of", "pgbackrest"));
    facts.settings.erase("archive_mode");
    CHECK(about(pg_wal_residues(facts), "is archived could not be looked up") != nullptr);
}

TEST_CASE("slots and standbys: in use, not in use, not to be seen") {
    PgResidueFacts facts = plain();
    facts.slots->push_back({"it's", false, false});
    facts.slots->push_back({"feed", true, true});
    facts.standbys->push_back("walreceiver");
    auto residues = pg_wal_residues(facts);
    CHECK(advises(residues, "slot it's (physical, not in use)", "pg_drop_replication_slot('it''s')"));
    CHECK(advises(residues, "slot feed (logical, in use)", "caught up"));
    CHECK(about(residues, "follow this one (walreceiver)") != nullptr);
    facts.slots.reset();
    facts.standbys.reset();
    residues = pg_wal_residues(facts);
    CHECK(about(residues, "replication slots, which keep the write-ahead log could not") != nullptr);
    CHECK(about(residues, "standbys could not") != nullptr);
}

TEST_CASE("subscribers have tables of their own") {
    PgResidueFacts facts = plain();
    facts.publications = {"mail"};
    facts.tables = {"\"public\".\"mailserver\""};
    CHECK(advises(pg_wal_residues(facts), "publication mail", "VACUUM FULL \"public\".\"mailserver\";"));
}
