#include "report/report_diff.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "report/finding_keys.hpp"
#include "report/finding_match.hpp"
#include "report/standing.hpp"

namespace postern::report {

namespace {

std::string scope_of(const Report& report, const SourceFacts& source) {
    const auto run = std::find_if(report.runs.begin(), report.runs.end(),
                                  [&source](const Run& known) { return known.id == source.run; });
    return run == report.runs.end() ? std::string() : run->scope;
}

// The sources of a report by their names.
class SourceNames {
public:
    SourceNames(const Report& report, bool host_counts) : host_counts_(host_counts) {
        for (const SourceFacts& source : report.sources) {
            ++counts_[name_of(source)];
            if (!source.skips.empty()) {
                cut_.insert(name_of(source));
            }
            scopes_[name_of(source)].insert(scope_of(report, source));
        }
    }

    // Whether what a run of that scope found in the source would be found again.
    bool could_show(const SourceFacts& source, const std::string& scope) const {
        const auto scopes = scopes_.find(name_of(source));
        return !cut_.contains(name_of(source)) && scopes != scopes_.end() && scopes->second.contains(scope);
    }

    std::size_t count(const SourceFacts& source) const {
        const auto found = counts_.find(name_of(source));
        return found == counts_.end() ? 0 : found->second;
    }

private:
    using Name = std::pair<std::string, std::string>;

    Name name_of(const SourceFacts& source) const {
        return {host_counts_ ? source.host : std::string(), source.path};
    }

    bool host_counts_;
    std::map<Name, std::size_t> counts_;
    std::set<Name> cut_;  // not read to their end
    std::map<Name, std::set<std::string>> scopes_;
};

class Diffing {
public:
    Diffing(const Report& old_report, const Report& new_report)
        : with_host_(host_counts(old_report, new_report)),
          old_names_(old_report, with_host_),
          new_names_(new_report, with_host_) {
        diff_.old_report = &old_report;
        diff_.new_report = &new_report;
    }

    ReportDiff diff() {
        const Report& later = *diff_.new_report;
        const std::vector<FindingMatch> matches = match_findings(*diff_.old_report, later);
        for (std::size_t i = 0; i < matches.size(); ++i) {
            add(later.findings[i], matches[i]);
        }
        for (const Finding& finding : diff_.old_report->findings) {
            if (!in_both_.contains(&finding)) {
                add_old(finding);
            }
        }
        return std::move(diff_);
    }

private:
    void add(const Finding& finding, const FindingMatch& match) {
        const SourceFacts& source = diff_.new_report->sources.at(finding.source);
        const bool source_in_both = old_names_.count(source) >= new_names_.count(source);
        const ReportDiff::Change change{diff_.new_report, &finding, match.earlier, source_in_both};
        if (match.earlier == nullptr) {
            diff_.appeared.push_back(change);
            return;
        }
        in_both_.insert(match.earlier);
        const bool graver = is_graver(standing_of(finding), standing_of(*match.earlier));
        const bool rotated = !match.same_secret.value_or(true);
        if (graver) {
            diff_.graver.push_back(change);
        }
        if (rotated) {
            diff_.rotated.push_back(change);
        }
        diff_.unchanged += graver || rotated ? 0 : 1;
        diff_.not_compared += finding.secret && finding.secret->credential && !match.same_secret ? 1 : 0;
    }

    void add_old(const Finding& finding) {
        const SourceFacts& source = diff_.old_report->sources.at(finding.source);
        const bool source_in_both = new_names_.count(source) >= old_names_.count(source);
        const bool is_gone =
            source_in_both && new_names_.could_show(source, scope_of(*diff_.old_report, source));
        (is_gone ? diff_.went_away : diff_.unseen)
            .push_back({diff_.old_report, &finding, nullptr, source_in_both});
    }

    ReportDiff diff_;
    bool with_host_;
    SourceNames old_names_;
    SourceNames new_names_;
    std::set<const Finding*> in_both_;  // of the old report
};

}  // namespace

ReportDiff diff_reports(const Report& old_report, const Report& new_report) {
    return Diffing(old_report, new_report).diff();
}

}  // namespace postern::report
