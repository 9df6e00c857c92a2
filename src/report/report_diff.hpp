// What became of the findings of one report in a later one.
#pragma once

#include <cstddef>
#include <vector>

#include "postern/report.hpp"

namespace postern::report {

// Points into the two reports.
struct ReportDiff {
    struct Change {
        const Report* report = nullptr;  // that has the finding
        const Finding* finding = nullptr;
        const Finding* earlier = nullptr;  // what it was in the old report, if it was there
        bool source_in_both = false;       // whether the other report has its source too
    };

    const Report* old_report = nullptr;
    const Report* new_report = nullptr;
    std::vector<Change> appeared;   // of the new report
    std::vector<Change> graver;     // of the new one: more severe, active now, or readable by everybody
    std::vector<Change> went_away;  // of the old one: the new report has its source, but not the finding
    std::vector<Change> unseen;     // of the old one: nobody could have seen it again
    std::vector<Change> rotated;  // of the new one: the same place and account, another secret; may be graver
    std::size_t unchanged = 0;
    std::size_t not_compared = 0;  // of those in both: a secret whose fingerprint is not known in both
};

// Findings are paired as match_findings() does. Of several sources with one name, as two standard inputs, the
// other report has them if it has as many.
ReportDiff diff_reports(const Report& old_report, const Report& new_report);

}  // namespace postern::report
