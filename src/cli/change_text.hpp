// What migrate and sandbox say of their plan, and of their work.
#pragma once

#include <string>
#include <vector>

#include "cli/change_plan.hpp"
#include "rewrite/row_change.hpp"

namespace postern::cli {

// For standard output: each row and field, old and new, secrets as <redacted>; the Postfix configuration;
// what has to be done before.
std::string changes_text(const ChangePlan& plan);

// That, and what has to be done after.
std::string plan_text(const ChangePlan& plan);

// What was done: rows, journals, `remarks` (sentences), and what is left to do.
std::string done_text(const ChangePlan& plan, const std::vector<std::string>& remarks);

// What earlier runs had begun and this one finished: `sentences`, the way back, and what is left to do.
std::string finished_text(const ChangePlan& plan, const std::vector<std::string>& sentences,
                          const std::vector<std::string>& journals);

// Rows of a journal, for undo: where and which columns, no values.
std::string rows_text(const std::vector<rewrite::RowChange>& rows);

}  // namespace postern::cli
