// A whole migrate or sandbox of backups and other files.
#pragma once

#include <string>
#include <vector>

#include "cli/change_options.hpp"
#include "cli/change_planner.hpp"
#include "postern/exit_code.hpp"
#include "postern/rule.hpp"

namespace postern::cli {

// Neither -o nor --in-place: prints what would change; findings when there is something. Else writes: each
// file whole and proven, or not at all; before the first of them appears, the Postfix configuration is
// written and synced. Throws Error; failed means that nothing was written.
ExitCode run_file_change(const PlanRequest& request, const ChangeOptions& options,
                         const std::vector<std::string>& targets, const RuleSet& rules);

}  // namespace postern::cli
