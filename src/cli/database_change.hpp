// What is to be changed in one live database.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "audit/account_editor.hpp"
#include "audit/found_account.hpp"
#include "postern/database.hpp"
#include "postern/rule.hpp"
#include "postern/skip.hpp"
#include "rewrite/row_change.hpp"

namespace postern::cli {

struct DatabaseChange {
    std::vector<rewrite::RowChange> rows;
    std::vector<audit::FieldChange> fields;     // the same, for people
    std::vector<audit::FoundAccount> accounts;  // all that there are, with their secrets
    std::vector<Skip> skips;
    std::vector<std::pair<std::string, std::string>>
        tables;  // schema and name of those with rows that are ours
};

struct ChangeRules {
    const RuleSet& rules;
    const audit::Relay& relay;
    audit::Purpose purpose = audit::Purpose::relay;
};

// Reads only. Throws Error when the database holds no table that a rule knows, and when a row that is to be
// changed cannot be told from the others.
DatabaseChange read_change(Database& database, const ChangeRules& rules);

}  // namespace postern::cli
