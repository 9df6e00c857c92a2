#include "source/mysql_engine_residues.hpp"

#include <charconv>

#include "base/text.hpp"
#include "source/any_server_residues.hpp"

namespace postern::source {

namespace {

constexpr int kMysqlUndoByStatement = 80014;
constexpr int kMysqlDoublewriteFiles = 80020;
constexpr int kMysqlRedoCapacity = 80030;
constexpr int kMariadbRedoOnline = 100900;

constexpr const char* kCleanStop =
    "SET GLOBAL innodb_fast_shutdown = 0;\nThen stop the server, as its service is stopped.\n";

bool has_undo_statements(const MysqlResidueFacts& facts) {
    return !facts.mariadb && facts.version >= kMysqlUndoByStatement;
}

std::string undo_recipe(const std::vector<std::string>& tablespaces) {
    const std::string wait =
        "SELECT name, state FROM information_schema.innodb_tablespaces WHERE space_type = 'Undo';"
        "  -- again until its state is empty\n";
    std::string recipe = "CREATE UNDO TABLESPACE postern_undo ADD DATAFILE 'postern_undo.ibu';\n";
    for (const std::string& name : tablespaces) {
        const std::string alter = "ALTER UNDO TABLESPACE " + quoted(name) + " SET ";
        recipe += alter + "INACTIVE;\n" + wait + alter + "ACTIVE;\n";
    }
    return recipe + "ALTER UNDO TABLESPACE postern_undo SET INACTIVE;\n" + wait +
           "DROP UNDO TABLESPACE postern_undo;";
}

Residue mysql_undo(const MysqlResidueFacts& facts) {
    const std::string where = "the undo tablespaces hold the values that the change replaced";
    if (!facts.undo_tablespaces) {
        return {where + "; their names could not be looked up: this account has not PROCESS",
                "As an administrator; two are there unless more were made:\n" +
                    undo_recipe({"innodb_undo_001", "innodb_undo_002"})};
    }
    return {where, undo_recipe(*facts.undo_tablespaces)};
}

Residue undo_files(const MysqlResidueFacts& facts) {
    return {
        "the undo tablespaces (undo001 and so on) hold the values that the change replaced",
        "SET GLOBAL innodb_undo_log_truncate = ON;\nSET GLOBAL innodb_purge_rseg_truncate_frequency = 1;\n"
        "They are cut when they have grown beyond innodb_max_undo_log_size; until then the bytes stay." +
            std::string(facts.mariadb ? "" : "\nElse: dump all databases, and load them into a new server.")};
}

// Seen in practice: gone when the pages were used again, which nobody can promise.
Residue system_tablespace() {
    return {
        "the system tablespace (ibdata1) holds undo records with the values that the change replaced, and "
        "copies of pages (the doublewrite buffer)",
        "SHOW GLOBAL STATUS LIKE 'Innodb_history_list_length';  -- wait for 0, end old transactions\n"
        "Its pages are used again in time. For certain: dump all databases, and load them into a new "
        "server."};
}

std::vector<Residue> undo(const MysqlResidueFacts& facts) {
    const std::string separate = facts.variable("innodb_undo_tablespaces");
    std::vector<Residue> found;
    if (has_undo_statements(facts)) {
        found.push_back(mysql_undo(facts));
    } else if (!separate.empty() && separate != "0") {
        found.push_back(undo_files(facts));
    }
    if (facts.mariadb || facts.version < kMysqlDoublewriteFiles) {
        found.push_back(system_tablespace());
    }
    return found;
}

std::string other_size(const std::string& size) {
    unsigned long long bytes = 0;
    std::from_chars(size.data(), size.data() + size.size(), bytes);
    constexpr unsigned long long kMore = 4ULL << 20U;
    return std::to_string(bytes + kMore);
}

std::string redo_recipe(const MysqlResidueFacts& facts) {
    const std::string capacity = facts.variable("innodb_redo_log_capacity");
    if (!facts.mariadb && facts.version >= kMysqlRedoCapacity && !capacity.empty()) {
        const std::string set = "SET GLOBAL innodb_redo_log_capacity = ";
        return set + "16777216;\n" + set + "8388608;\n" +
               "SHOW GLOBAL STATUS LIKE 'Innodb_redo_log_resize_status';  -- again until it says OK\n" + set +
               capacity + ";";
    }
    const std::string size = facts.variable("innodb_log_file_size");
    if (facts.mariadb && facts.version >= kMariadbRedoOnline) {
        const std::string set = "SET GLOBAL innodb_log_file_size = ";
        return set + other_size(size) + ";\n" + set + size + ";";
    }
    return kCleanStop + ("Start it with another innodb_log_file_size than " + size +
                         " in its configuration: the log is made anew.");
}

Residue redo(const MysqlResidueFacts& facts) {
    return {"the redo log holds rows and pages from before the change, until it is written over",
            redo_recipe(facts)};
}

std::vector<Residue> doublewrite(const MysqlResidueFacts& facts) {
    if (facts.mariadb || facts.version < kMysqlDoublewriteFiles ||
        facts.variable("innodb_doublewrite") == "OFF") {
        return {};
    }
    const std::string named = facts.variable("innodb_doublewrite_dir");
    const std::string folder = base::printable(named.empty() ? facts.variable("datadir") : named);
    return {{"the doublewrite files hold copies of pages from before the change",
             kCleanStop + ("rm -- " + folder + (folder.ends_with('/') ? "" : "/") +
                           "'#ib_'*.dblwr  # only after a clean stop\nStart it again: it makes new ones.")}};
}

std::vector<Residue> shared_file(const MysqlResidueFacts& facts) {
    if (facts.variable("innodb_file_per_table") != "OFF") {
        return {};
    }
    return {{"innodb_file_per_table is off: tables lie in ibdata1, which keeps the pages they leave",
             "Dump all databases, and load them into a new server with innodb_file_per_table = ON."}};
}

}  // namespace

std::vector<Residue> mysql_engine_residues(const MysqlResidueFacts& facts) {
    std::vector<Residue> all = shared_file(facts);
    for (Residue& residue : undo(facts)) {
        all.push_back(std::move(residue));
    }
    all.push_back(redo(facts));
    for (Residue& residue : doublewrite(facts)) {
        all.push_back(std::move(residue));
    }
    return all;
}

}  // namespace postern::source
