// From the targets of a migrate or sandbox to its plan.
#pragma once

#include <string>

#include "cli/change_options.hpp"
#include "cli/change_plan.hpp"
#include "cli/database_targets.hpp"
#include "cli/unfinished_change.hpp"
#include "postern/rule.hpp"

namespace postern::cli {

struct PlanRequest {
    std::string command;
    audit::Purpose purpose = audit::Purpose::relay;
};

// Connects to every database of the targets, of which there must be one, and reads it. Files only lend their
// accounts to Postfix: the server.xml of a JNDI session. With --apply they are opened for writing, kept for
// this run alone, and what an earlier run left unfinished is finished first: `finished` tells of it, also
// when Error is thrown.
ChangePlan make_change_plan(const PlanRequest& request, const ChangeOptions& options, Targets targets,
                            const RuleSet& rules, FinishedChanges& finished);

}  // namespace postern::cli
