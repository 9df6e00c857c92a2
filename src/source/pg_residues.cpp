#include "source/pg_residues.hpp"

#include "base/text.hpp"
#include "source/any_server_residues.hpp"
#include "source/pg_wal_residues.hpp"

namespace postern::source {

namespace {

std::string statements(const std::vector<std::string>& texts) {
    return joined(texts, ";\n") + ";";
}

std::vector<Residue> tables(const PgResidueFacts& facts) {
    if (facts.table_steps.empty()) {
        return {};
    }
    return {
        {"the files of " + joined(facts.tables) +
             ", of their indexes and of their TOAST tables hold the rows as they were; VACUUM without FULL "
             "lets the bytes stand",
         statements(facts.table_steps)}};
}

std::vector<Residue> keepers(const PgResidueFacts& facts) {
    if (facts.table_steps.empty() && facts.catalog_steps.empty()) {
        return {};
    }
    return facts.keepers.value_or(std::vector<Residue>{
        not_looked_up("transactions that keep old rows", "SELECT * FROM pg_stat_activity;")});
}

std::vector<Residue> statistics(const PgResidueFacts& facts) {
    if (facts.catalog_steps.empty()) {
        return {};
    }
    return {
        {"the statistics (pg_statistic) hold values of columns in clear, their old rows too, where the table "
         "was ever analysed",
         "After ANALYZE of the table, as a superuser or the owner of the database:\n" +
             statements(facts.catalog_steps)}};
}

std::string log_folder(const PgResidueFacts& facts) {
    const std::string folder = facts.setting("log_directory").value_or("");
    if (!facts.is("logging_collector", "on")) {
        return "/var/log/postgresql";
    }
    return folder.starts_with('/') ? folder : facts.setting("data_directory").value_or("") + "/" + folder;
}

bool sees_log_folder(const PgResidueFacts& facts) {
    return !facts.is("logging_collector", "on") ||
           (facts.setting("log_directory") && facts.setting("data_directory"));
}

std::string logged_now(const PgResidueFacts& facts) {
    std::vector<std::string> texts;
    for (const char* name : {"log_statement", "log_min_duration_statement", "log_min_error_statement",
                             "auto_explain.log_min_duration", "pgaudit.log"}) {
        if (const auto value = facts.setting(name)) {
            texts.push_back(std::string(name) + " = " + base::printable(*value));
        }
    }
    return joined(texts);
}

Residue logs(const PgResidueFacts& facts) {
    const std::string where =
        "the server's log may hold statements of other programs, those that set the password above all "
        "(postern's own put no value there); now " +
        logged_now(facts);
    if (!sees_log_folder(facts)) {
        return {where + "; its folder could not be looked up: this role may not see that",
                "As a superuser: SHOW log_directory;  -- below SHOW data_directory;\n" +
                    search_command({"LOG_FOLDER"}) +
                    "\nDelete what it names, rotated and forwarded copies too."};
    }
    std::string remedy = "On the server, in bash:\n" + search_command({log_folder(facts)}) +
                         "\nDelete what it names, rotated and forwarded copies too.";
    if (facts.setting("log_destination").value_or("").find("syslog") != std::string::npos) {
        remedy += "\nIt logs to syslog too: look there as well.";
    }
    return {where, remedy};
}

bool loads(const PgResidueFacts& facts, const std::string& library) {
    for (const char* name : {"shared_preload_libraries", "session_preload_libraries"}) {
        if (facts.setting(name).value_or("").find(library) != std::string::npos) {
            return true;
        }
    }
    return joined(facts.extensions).find(library) != std::string::npos;
}

std::vector<Residue> extensions(const PgResidueFacts& facts) {
    std::vector<Residue> found;
    if (loads(facts, "pg_stat_statements")) {
        found.push_back(
            {"pg_stat_statements keeps texts of statements, in memory and below pg_stat and pg_stat_tmp",
             "SELECT pg_stat_statements_reset();  -- in the database that has the extension"});
    }
    for (const char* library : {"pg_stat_monitor", "pg_store_plans"}) {
        if (loads(facts, library)) {
            found.push_back({std::string(library) + " keeps texts of statements",
                             std::string("SELECT ") + library + "_reset();"});
        }
    }
    for (const char* library : {"pgaudit", "auto_explain"}) {
        if (loads(facts, library)) {
            found.push_back(
                {std::string(library) + " writes statements of other programs into the server's log",
                 "Search that log as above."});
        }
    }
    if (!facts.setting("shared_preload_libraries")) {
        found.push_back(
            not_looked_up("libraries that keep or log statements (pg_stat_statements, pgaudit, auto_explain)",
                          "SHOW shared_preload_libraries;"));
    }
    return found;
}

void add(std::vector<Residue>& all, std::vector<Residue> more) {
    for (Residue& residue : more) {
        all.push_back(std::move(residue));
    }
}

}  // namespace

std::vector<Residue> pg_residues(const PgResidueFacts& facts) {
    std::vector<Residue> all;
    for (auto part : {keepers, tables, statistics, pg_wal_residues}) {
        add(all, part(facts));
    }
    all.push_back(logs(facts));
    add(all, extensions(facts));
    all.push_back(backups_residue("pg_dump, pg_basebackup, pgBackRest, barman"));
    all.push_back(rotation_residue());
    return all;
}

}  // namespace postern::source
