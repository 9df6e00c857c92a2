// What a run of migrate or sandbox is about to do.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "audit/account_editor.hpp"
#include "cli/change_postfix.hpp"
#include "cli/database_change.hpp"
#include "cli/database_targets.hpp"
#include "postern/database.hpp"

namespace postern::cli {

struct PlannedDatabase {
    DatabaseTarget target;
    std::unique_ptr<Database> database;
    std::shared_ptr<void> lock;  // keeps other runs off while something is changed
    DatabaseChange change;
    std::vector<rewrite::RowChange> switches;  // the product's own, to be switched
    std::vector<OtherSession> sessions;
    std::vector<std::string> notes;              // sentences
    std::vector<std::string> unfinished;         // journals of runs that were cut short
    std::string journal;                         // once there is one
    std::vector<std::string> finished_journals;  // of earlier runs, by this one
    std::vector<std::pair<std::string, std::string>> finished_tables;

    std::vector<rewrite::RowChange> rows() const;
    // Schema and table of each that this run changes, once; where it changes none, of all that hold accounts.
    std::vector<std::pair<std::string, std::string>> changed_tables() const;
    // That this run wrote or finished.
    std::vector<std::string> journals() const;
    bool changes_rows() const { return !change.rows.empty() || !switches.empty(); }
};

struct ChangePlan {
    audit::Purpose purpose = audit::Purpose::relay;
    std::vector<PlannedDatabase> databases;
    std::optional<ChangePostfix> postfix;   // nullopt: none is needed, or none was asked for
    std::vector<std::string> products;      // whose rows change, "jira"
    std::vector<std::string> unmoved = {};  // accounts that a migrate cannot lead to the relay; sentences

    bool changes_anything() const;
    bool complete() const;
};

}  // namespace postern::cli
