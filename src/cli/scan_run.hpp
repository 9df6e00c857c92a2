// A whole scan: from targets to a report.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "audit/finding_builder.hpp"
#include "cli/database_targets.hpp"
#include "cli/report_builder.hpp"
#include "cli/report_places.hpp"
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
    bool verbose = false;        // what is read is told on standard error
    bool keep_accounts = false;  // for a command that uses them
    // What this host is said to be; then the configuration of its Postfix is looked at too.
    std::optional<HostRole> role;
    std::string host;                  // what the report calls it; empty: by its own name
    std::string fingerprint_key;       // a file; empty: credentials are compared within the run alone
    std::optional<Shard> shard;        // of the work of several runs
    std::vector<ReportPlace> reports;  // must not take the place of what the role adds to the targets
};

// The result does not depend on the number of jobs. Throws Error.
ScanResult run_scan(const ScanOptions& options, const RuleSet& rules);

}  // namespace postern::cli
