// A whole migrate or sandbox: from targets to a plan, and from a plan to what it says.
#pragma once

#include <string>

#include "cli/change_options.hpp"
#include "cli/change_planner.hpp"
#include "postern/exit_code.hpp"

namespace postern::cli {

// Files alone go to run_file_change(). Databases: without --apply prints the plan; findings when there is
// something to change. With it, in this order: the Postfix configuration and the journals, both synced; the
// rows, all of a database or none; what is then read again. Throws Error; failed means that no row was
// changed.
ExitCode run_change(const PlanRequest& request, const ChangeOptions& options);

}  // namespace postern::cli
