#include "cli/report_builder.hpp"

#include <iterator>
#include <utility>

#include "base/text.hpp"

namespace postern::cli {

void ReportBuilder::add(FileResult result) {
    const std::size_t first = report_.sources.size();
    std::move(result.sources.begin(), result.sources.end(), std::back_inserter(report_.sources));
    report_.other_files += result.other_files;
    for (audit::Detection& detection : result.detections) {
        detection.finding.source += first;
        const std::string& path = report_.sources[detection.finding.source].path;
        report_.findings.push_back(correlation_.add(std::move(detection), path));
    }
    for (audit::FoundAccount& found : result.accounts) {
        found.source += first;
        accounts_.push_back(std::move(found));
    }
}

void ReportBuilder::add(const target::FileWalk& walk) {
    for (const auto& [path, skip] : walk.unreadable) {
        report_.sources.push_back({base::printable(path), "unknown", 0, {skip}});
    }
    report_.links_not_followed += walk.links;
}

Report ReportBuilder::take_report() {
    report_.credentials = correlation_.take_credentials();
    return std::move(report_);
}

}  // namespace postern::cli
