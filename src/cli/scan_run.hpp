// A whole scan: from targets to a report.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "audit/finding_builder.hpp"
#include "audit/found_account.hpp"
#include "cli/database_targets.hpp"
#include "postern/host_role.hpp"
#include "postern/report.hpp"
#include "postern/rule.hpp"

namespace postern::cli {

struct ScanOptions {
    std::vector<std::string> targets;       // files, folders, "-"
    std::vector<DatabaseTarget> databases;  // opened before anything is read
    unsigned jobs = 1;                      // files read at the same time
    audit::Relay relay;
    bool show_progress = false;
    bool keep_accounts = false;  // for a command that uses them
    // What this host is said to be; then the configuration of its Postfix is looked at too.
    std::optional<HostRole> role;
};

struct ScanResult {
    Report report;
    std::vector<audit::FoundAccount> accounts;  // if they are kept; their source counts within the report's
};

// The result does not depend on the number of jobs. Throws Error.
ScanResult run_scan(const ScanOptions& options, const RuleSet& rules);

}  // namespace postern::cli
