#include "source/pg_wal_residues.hpp"

#include "base/text.hpp"
#include "source/any_server_residues.hpp"

namespace postern::source {

namespace {

constexpr int kCanStopRecycling = 120000;
// Older ones keep what the checkpoint before the last one needs.
constexpr int kKeepsOneCheckpoint = 110000;

// Writes as many segments as there are, which takes the recycled ones too.
constexpr const char* kFillSegments =
    "DO $$ BEGIN FOR i IN 1..(SELECT count(*) FROM pg_ls_waldir()) LOOP"
    " PERFORM pg_logical_emit_message(false, 'postern', ''); PERFORM pg_switch_wal();"
    " END LOOP; END $$;\n";

std::string clean_command(const PgResidueFacts& facts) {
    const std::string fill = kFillSegments;
    if (facts.version < kCanStopRecycling) {
        const std::string again = fill + "CHECKPOINT;\n";
        return (facts.version < kKeepsOneCheckpoint ? again : "") + again + fill + "CHECKPOINT;";
    }
    return "ALTER SYSTEM SET wal_recycle = off;\nSELECT pg_reload_conf(), pg_sleep(1);\nCHECKPOINT;\n" +
           fill +
           "CHECKPOINT;\nSELECT pg_switch_wal();\nCHECKPOINT;\nALTER SYSTEM RESET wal_recycle;\n"
           "SELECT pg_reload_conf();";
}

std::string kept_on_purpose(const PgResidueFacts& facts) {
    for (const char* name : {"wal_keep_size", "wal_keep_segments"}) {
        const std::string kept = facts.setting(name).value_or("0");
        if (kept != "0") {
            return std::string("\nThat cleans only what ") + name +
                   " lets go: set it to 0 meanwhile (it is " + base::printable(kept) + ").";
        }
    }
    return "";
}

Residue files(const PgResidueFacts& facts) {
    const bool recycles = facts.version < kCanStopRecycling || !facts.is("wal_recycle", "off");
    std::string where = "the write-ahead log (folder pg_wal) holds the rows and pages from before the change";
    if (recycles) {
        where += ", also in segments that wait to be used again: they keep their contents until then";
    }
    return {where, "In psql, as a superuser:\n" + clean_command(facts) + kept_on_purpose(facts)};
}

std::vector<Residue> archive(const PgResidueFacts& facts) {
    if (facts.is("archive_mode", "off")) {
        return {};
    }
    if (!facts.setting("archive_mode")) {
        return {not_looked_up("whether the write-ahead log is archived", "SHOW archive_mode;")};
    }
    const bool works = facts.is("archive_command", "set") || facts.is("archive_library", "set");
    if (!works) {
        return {{"archive_mode is on without a command: segments of the write-ahead log pile up in pg_wal",
                 "Give archive_command or archive_library, or switch archive_mode off; then clean pg_wal."}};
    }
    return {
        {"the archive of the write-ahead log holds every change since its oldest base backup, the old value "
         "included",
         "Make a new base backup, then expire all before it, with the tool that made it:\n"
         "pgbackrest --stanza=NAME expire --repo1-retention-full=1\n"
         "barman delete SERVER BACKUP  # each older one\n"
         "pg_archivecleanup ARCHIVE_FOLDER FIRST_SEGMENT_OF_THE_NEW_BACKUP"}};
}

std::vector<Residue> slots(const PgResidueFacts& facts) {
    if (!facts.slots) {
        return {not_looked_up("replication slots, which keep the write-ahead log",
                              "SELECT * FROM pg_replication_slots;")};
    }
    std::vector<Residue> found;
    for (const PgSlot& slot : *facts.slots) {
        found.push_back(
            {"the replication slot " + base::printable(slot.name) + " (" +
                 (slot.logical ? "logical, " : "physical, ") + (slot.active ? "in use" : "not in use") +
                 ") keeps the write-ahead log that its receiver has not got yet",
             slot.active
                 ? "Wait until its receiver has caught up: SELECT * FROM pg_replication_slots;"
                 : "SELECT pg_drop_replication_slot(" + sql_text(slot.name) + ");  -- when nobody needs it"});
    }
    return found;
}

std::vector<Residue> standbys(const PgResidueFacts& facts) {
    if (!facts.standbys) {
        return {not_looked_up("standbys", "SELECT * FROM pg_stat_replication;")};
    }
    if (facts.standbys->empty()) {
        return {};
    }
    std::vector<std::string> names;
    for (const std::string& name : *facts.standbys) {
        names.push_back(base::printable(name));
    }
    return {
        {"servers that follow this one (" + joined(names) +
             ") repeat VACUUM FULL, but have a pg_wal, logs and statistics in files of their own",
         "On a physical one: set wal_recycle = off there, run SELECT pg_switch_wal(); here and CHECKPOINT; "
         "there until no old segment is left; a logical one: see its subscriptions."}};
}

std::vector<Residue> publications(const PgResidueFacts& facts) {
    if (facts.publications.empty()) {
        return {};
    }
    std::vector<std::string> names;
    for (const std::string& name : facts.publications) {
        names.push_back(base::printable(name));
    }
    std::string remedy = "postern scan URL_OF_THE_SUBSCRIBER\nThere too:";
    for (const std::string& table : facts.tables) {
        remedy += " VACUUM FULL " + table + ";";
    }
    return {{"subscribers of the publication " + joined(names) +
                 " got the old value into tables of their own, and it lies in the files there",
             remedy}};
}

}  // namespace

std::vector<Residue> pg_wal_residues(const PgResidueFacts& facts) {
    std::vector<Residue> all{files(facts)};
    for (auto part : {archive, slots, standbys, publications}) {
        for (Residue& residue : part(facts)) {
            all.push_back(std::move(residue));
        }
    }
    return all;
}

}  // namespace postern::source
