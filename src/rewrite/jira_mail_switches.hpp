// Jira's own switches for mail in its database: outgoing off, incoming off.
#pragma once

#include <vector>

#include "postern/database.hpp"
#include "postern/skip.hpp"
#include "rewrite/row_change.hpp"

namespace postern::rewrite {

struct JiraMailSwitches {
    bool found_tables = false;       // false: this is no Jira's database, and has no such switches
    std::vector<RowChange> changes;  // what switches both off; empty when they are
    std::vector<Skip> skips;         // what could not be read; with one, nothing is planned
};

// Reads the properties of Jira in every schema that has them. A property that is stored more than once
// is switched wherever it is, since which of them counts is not known; one that is stored as another
// type becomes a boolean. A running Jira keeps its properties in memory and sees none of this.
//
// A property that was never switched has no row and gets one. The application numbers its rows from
// 10000 on and writes down in the database how far it got; new rows get the highest number below that
// neither table has, so that its counting goes on undisturbed and removing them is the exact way back.
// Throws Error when all of these are taken.
JiraMailSwitches read_jira_mail_switches(Database& database);

}  // namespace postern::rewrite
