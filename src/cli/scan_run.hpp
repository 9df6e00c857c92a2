// A whole scan: from targets to a report.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "audit/finding_builder.hpp"
#include "postern/host_role.hpp"
#include "postern/report.hpp"
#include "postern/rule.hpp"

namespace postern::cli {

struct ScanOptions {
    std::vector<std::string> targets;
    unsigned jobs = 1;  // files read at the same time
    audit::Relay relay;
    bool show_progress = false;
    // What this host is said to be; then the configuration of its Postfix is looked at too.
    std::optional<HostRole> role;
};

// The report does not depend on the number of jobs. Throws Error.
Report run_scan(const ScanOptions& options, const RuleSet& rules);

}  // namespace postern::cli
