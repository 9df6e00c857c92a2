#include "cli/change_plan.hpp"

#include <algorithm>
#include <set>

namespace postern::cli {

std::vector<rewrite::RowChange> PlannedDatabase::rows() const {
    std::vector<rewrite::RowChange> all = change.rows;
    all.insert(all.end(), switches.begin(), switches.end());
    return all;
}

std::vector<std::pair<std::string, std::string>> PlannedDatabase::changed_tables() const {
    std::set<std::pair<std::string, std::string>> names(finished_tables.begin(), finished_tables.end());
    for (const rewrite::RowChange& row : change.rows) {
        names.emplace(row.row.schema, row.row.table);
    }
    return names.empty() ? change.tables
                         : std::vector<std::pair<std::string, std::string>>{names.begin(), names.end()};
}

std::vector<std::string> PlannedDatabase::journals() const {
    std::vector<std::string> paths = finished_journals;
    if (!journal.empty()) {
        paths.push_back(journal);
    }
    return paths;
}

bool ChangePlan::changes_anything() const {
    const bool writes_postfix = postfix && postfix->state != postfix::FolderState::unchanged;
    return writes_postfix ||
           std::any_of(databases.begin(), databases.end(), [](const PlannedDatabase& database) {
               return database.changes_rows() || !database.unfinished.empty();
           });
}

bool ChangePlan::complete() const {
    return std::all_of(databases.begin(), databases.end(),
                       [](const PlannedDatabase& database) { return database.change.skips.empty(); });
}

}  // namespace postern::cli
