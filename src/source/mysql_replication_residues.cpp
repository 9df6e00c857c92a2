#include "source/mysql_replication_residues.hpp"

#include "base/text.hpp"
#include "source/any_server_residues.hpp"

namespace postern::source {

namespace {

// PURGE spares a file of the same second.
constexpr const char* kPurgeBinaryLogs = "FLUSH BINARY LOGS;\nDO SLEEP(2);\nPURGE BINARY LOGS BEFORE NOW();";

std::string kept_for(const MysqlResidueFacts& facts) {
    for (const char* name : {"binlog_expire_logs_seconds", "expire_logs_days"}) {
        const std::string value = facts.variable(name);
        if (!value.empty() && value.find_first_not_of("0.") != std::string::npos) {
            return std::string(name) + " = " + base::printable(value);
        }
    }
    return "they never expire";
}

std::vector<Residue> binary_logs(const MysqlResidueFacts& facts) {
    if (!facts.is_on("log_bin")) {
        return {};
    }
    const std::string format = facts.variable("binlog_format");
    return {
        {"the binary logs hold " +
             std::string(format == "STATEMENT"
                             ? "the statements that set the password"
                             : "every changed row as it was and as it became (binlog_format = " + format +
                                   ")") +
             "; " + kept_for(facts),
         "When all replicas and backups have read them:\n" + std::string(kPurgeBinaryLogs) +
             "\nThe same on each replica that writes binary logs; and delete copies that a backup made."}};
}

std::vector<Residue> replicas(const MysqlResidueFacts& facts) {
    if (facts.is_on("log_bin") && !facts.has_replicas) {
        return {not_looked_up("replicas", "SHOW SLAVE HOSTS;  -- MySQL: SHOW REPLICAS;")};
    }
    if (!facts.has_replicas.value_or(false)) {
        return {};
    }
    return {{"replicas of this server have the same tables, logs and undo records in files of their own",
             "On each of them: postern scan mysql://USER@REPLICA/DATABASE, and all that is named here."}};
}

std::vector<Residue> relay_logs(const MysqlResidueFacts& facts) {
    if (!facts.is_replica) {
        return {not_looked_up("whether this server is a replica with relay logs",
                              "SHOW SLAVE STATUS;  -- MySQL: SHOW REPLICA STATUS;")};
    }
    if (!*facts.is_replica) {
        return {};
    }
    return {
        {"this server is a replica: its relay logs hold changes of rows, and its source holds all named here",
         "FLUSH RELAY LOGS;  -- applied ones go where relay_log_purge is on"}};
}

std::vector<Residue> galera(const MysqlResidueFacts& facts) {
    const std::string provider = facts.variable("wsrep_provider");
    if (!facts.is_on("wsrep_on") || provider.empty() || provider == "none") {
        return {};
    }
    return {
        {"each node of the Galera cluster has the same tables and logs, and the last changes in galera.cache",
         "On each node in turn: stop it, delete galera.cache, start it, and do there all that is named "
         "here."}};
}

}  // namespace

std::vector<Residue> mysql_replication_residues(const MysqlResidueFacts& facts) {
    std::vector<Residue> all;
    for (auto part : {binary_logs, replicas, relay_logs, galera}) {
        for (Residue& residue : part(facts)) {
            all.push_back(std::move(residue));
        }
    }
    return all;
}

}  // namespace postern::source
