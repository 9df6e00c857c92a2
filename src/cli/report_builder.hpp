// From the results of single files and databases to one report.
#pragma once

#include <utility>
#include <vector>

#include "audit/correlation.hpp"
#include "audit/found_account.hpp"
#include "cli/file_scanner.hpp"
#include "postern/report.hpp"
#include "target/file_walk.hpp"

namespace postern::cli {

class ReportBuilder {
public:
    void add(FileResult result);
    // What was met on the way to the files and could not be opened.
    void add(const target::FileWalk& walk);

    Report take_report();
    // Their source counts within the report's.
    std::vector<audit::FoundAccount> take_accounts() { return std::move(accounts_); }

private:
    audit::Correlation correlation_;
    Report report_;
    std::vector<audit::FoundAccount> accounts_;
};

}  // namespace postern::cli
