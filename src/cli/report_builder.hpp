// From the results of single files and databases to one report.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "audit/correlation.hpp"
#include "audit/found_account.hpp"
#include "base/digest.hpp"
#include "cli/file_scanner.hpp"
#include "postern/report.hpp"
#include "postern/rule.hpp"
#include "target/file_walk.hpp"

namespace postern::cli {

// What a run says of itself.
struct RunFacts {
    std::string id;  // random
    std::string started;
    std::string host;
    std::string fingerprint_key;  // its name; empty when the digests are under a random one
    std::optional<Shard> shard;
    std::string scope = {};
};

// Of a run that starts now, on this host.
RunFacts facts_of_run();

struct ScanResult {
    Report report;
    std::vector<audit::FoundAccount> accounts;  // if they are kept; their source counts within the report's
};

class ReportBuilder {
public:
    // The rules that findings are by.
    ReportBuilder(const RuleSet& rules, RunFacts run)
        : rules_(rules), run_(std::move(run)), correlation_(!run_.fingerprint_key.empty()) {}

    void add(FileResult result);
    // What was met on the way to the files and could not be opened.
    void add(const target::FileWalk& walk);
    // Targets in which there is no file.
    void add_empty(const std::vector<std::string>& targets);

    // Which credentials the accounts' secrets are: to be asked before the result is taken.
    void name_credentials(const base::KeyedDigest& digest);
    // In the one order that reports have.
    ScanResult take();

private:
    void describe_run();
    void describe_rules();

    const RuleSet& rules_;
    RunFacts run_;
    audit::Correlation correlation_;
    std::uint64_t other_files_ = 0;
    std::uint64_t links_not_followed_ = 0;
    ScanResult result_;
};

}  // namespace postern::cli
