#include "cli/database_notes.hpp"

#include <fmt/format.h>

#include "postern/error.hpp"

namespace postern::cli {

namespace {

void add_connection(const DatabaseFacts& facts, std::vector<std::string>& notes) {
    if (!facts.tls && !facts.local) {
        notes.emplace_back(
            "The connection to this server is not encrypted: whoever listens on the way reads what travels "
            "on "
            "it, from the application too.");
    }
}

// Jira's table; a node that is gone for good may still stand in it.
void add_cluster(Database& database, std::vector<std::string>& notes) {
    try {
        const auto nodes = database.count_rows("clusternode");
        if (nodes && *nodes > 1) {
            notes.push_back(
                fmt::format("This Jira is a cluster ({} nodes in table clusternode): every node needs its "
                            "own local Postfix.",
                            *nodes));
        }
    } catch (const Error& error) {
        if (error.kind() == ErrorKind::interrupted) {
            throw;
        }
        notes.emplace_back(
            "Whether this Jira is a cluster could not be seen: table clusternode cannot be read. In a "
            "cluster every node needs its own local Postfix.");
    }
}

}  // namespace

std::vector<std::string> notes_on(Database& database) {
    std::vector<std::string> notes;
    add_connection(database.facts(), notes);
    add_cluster(database, notes);
    return notes;
}

}  // namespace postern::cli
