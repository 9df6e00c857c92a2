#include "source/mysql_residues.hpp"

#include "base/text.hpp"
#include "source/any_server_residues.hpp"
#include "source/mysql_engine_residues.hpp"
#include "source/mysql_replication_residues.hpp"

namespace postern::source {

namespace {

std::string statements(const std::vector<std::string>& texts) {
    return joined(texts, ";\n") + ";";
}

std::vector<Residue> tables(const MysqlResidueFacts& facts) {
    if (facts.purge_steps.empty()) {
        return {};
    }
    return {{"the files of " + joined(facts.tables) +
                 " hold old values in free space of their pages, in long values stored apart and in indexes; "
                 "statistics of columns hold values too, where somebody asked for them",
             statements(facts.purge_steps)}};
}

std::vector<Residue> unseen_statistics(const MysqlResidueFacts& facts) {
    if (facts.unseen_statistics.empty()) {
        return {};
    }
    return {not_looked_up("whether statistics of columns (mysql.column_stats) hold old values",
                          "this empties them:\n" + statements(facts.unseen_statistics))};
}

std::string log_path(const MysqlResidueFacts& facts, const std::string& variable) {
    const std::string path = facts.variable(variable);
    return path.empty() || path.starts_with('/') ? path : facts.variable("datadir") + path;
}

std::vector<std::string> log_paths(const MysqlResidueFacts& facts) {
    std::vector<std::string> paths;
    for (const char* name :
         {"general_log_file", "slow_query_log_file", "log_error", "server_audit_file_path"}) {
        const std::string path = log_path(facts, name);
        if (!path.empty() && facts.variable(name) != "stderr") {
            paths.push_back(path);
        }
    }
    return paths;
}

std::string audit_text(const MysqlResidueFacts& facts) {
    return facts.audit_plugins.empty() ? "" : ", audit by " + base::printable(joined(facts.audit_plugins));
}

Residue logs(const MysqlResidueFacts& facts) {
    std::string remedy = "On the server, in bash:\n" + search_command(log_paths(facts)) +
                         "\nDelete what it names, rotated and forwarded copies too.";
    if (facts.variable("log_output").find("TABLE") != std::string::npos) {
        remedy += "\nTRUNCATE TABLE mysql.general_log;\nTRUNCATE TABLE mysql.slow_log;";
    }
    return {
        "the server's logs may hold statements of other programs, those that set the password above all "
        "(postern's own put no value there); now general_log = " +
            facts.variable("general_log") + ", slow_query_log = " + facts.variable("slow_query_log") +
            audit_text(facts),
        remedy};
}

std::vector<Residue> performance_schema(const MysqlResidueFacts& facts) {
    if (!facts.is_on("performance_schema")) {
        return {};
    }
    return {{"the performance schema keeps texts of the last statements in memory, until the server stops",
             "TRUNCATE TABLE performance_schema.events_statements_history;\n"
             "TRUNCATE TABLE performance_schema.events_statements_history_long;"}};
}

}  // namespace

std::vector<Residue> mysql_residues(const MysqlResidueFacts& facts) {
    std::vector<Residue> all;
    for (auto part : {tables, unseen_statistics, mysql_engine_residues, mysql_replication_residues}) {
        for (Residue& residue : part(facts)) {
            all.push_back(std::move(residue));
        }
    }
    all.push_back(logs(facts));
    for (Residue& residue : performance_schema(facts)) {
        all.push_back(std::move(residue));
    }
    all.push_back(backups_residue("mysqldump, mariadb-backup, xtrabackup"));
    all.push_back(rotation_residue());
    return all;
}

}  // namespace postern::source
