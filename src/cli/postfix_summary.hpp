// What postern postfix says of its work.
#pragma once

#include <string>
#include <vector>

#include "postern/report.hpp"
#include "postfix/config_folder.hpp"
#include "postfix/plan.hpp"
#include "postfix/upstream_selection.hpp"

namespace postern::cli {

// For standard output: the accounts, what has to be known, what was left out, the next step. Never a
// secret. `folder` as the command line named it.
std::string postfix_summary(const postfix::Plan& plan, postfix::FolderState state, const std::string& folder);

// The part of it that does not depend on the folder: accounts, what has to be known, what was left out.
std::string postfix_facts_text(const postfix::Plan& plan);

// For the plan: a line for each account left out and for each thing not read, up to a number that people
// read.
std::vector<std::string> left_out_lines(const postfix::Selection& selection);
std::vector<std::string> not_read_lines(const Report& report);

// Why the targets give no account to use, for an error: what could not be read counts first.
std::string why_no_account(const postfix::Selection& selection, const Report& report);

}  // namespace postern::cli
