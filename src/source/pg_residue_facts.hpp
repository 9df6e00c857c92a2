// What decides where a PostgreSQL server may hold old values, as it says itself.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "postern/database.hpp"
#include "source/pg_session.hpp"

namespace postern::source {

struct PgSlot {
    std::string name;
    bool logical = false;
    bool active = false;
};

// A nullopt is what this role may not look up.
struct PgResidueFacts {
    int version = 0;                              // 150018
    std::map<std::string, std::string> settings;  // those this role may see
    std::vector<std::string> table_steps;         // statements that still have to be run
    std::vector<std::string> catalog_steps;
    std::vector<std::string> tables;              // as SQL names them
    std::optional<std::vector<Residue>> keepers;  // of old rows
    std::optional<std::vector<PgSlot>> slots;
    std::optional<std::vector<std::string>> standbys;
    std::vector<std::string> publications;  // that one of the tables is in
    std::vector<std::string> extensions;    // of this database

    // nullopt: there is no such setting, or this role may not see it.
    std::optional<std::string> setting(const std::string& name) const;
    bool is(const std::string& name, const std::string& value) const { return setting(name) == value; }
};

// Only reads. `purged`: pg_purge() went well, so only what it gave back has to be run.
PgResidueFacts pg_residue_facts(PgSession& session,
                                const std::vector<std::pair<std::string, std::string>>& tables, bool purged);

}  // namespace postern::source
