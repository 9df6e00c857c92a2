#include "report/baseline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "report/finding_keys.hpp"
#include "report/finding_match.hpp"
#include "report/quantity.hpp"
#include "report/standing.hpp"

namespace postern::report {

namespace {

// A waiver that expires would never be missed, if what it covered were known.
bool stays_known(const Finding& earlier, const Finding& finding) {
    return !earlier.waiver && !is_graver(standing_of(finding), standing_of(earlier));
}

// Wherever they lay on a host.
class KnownSecrets {
public:
    KnownSecrets(const Report& baseline, const Report& report) : with_host_(host_counts(baseline, report)) {
        if (!have_one_key(baseline, report)) {
            return;
        }
        const Fingerprints prints = fingerprints_of(baseline);
        for (const Finding& finding : baseline.findings) {
            const std::string print = fingerprint_of(finding, prints);
            if (!print.empty() && !finding.waiver) {
                standings_[secret_of(baseline, finding, print)].insert(standing_of(finding));
            }
        }
    }

    bool have(const Report& report, const Finding& finding, const Fingerprints& prints) const {
        const auto found = standings_.find(secret_of(report, finding, fingerprint_of(finding, prints)));
        return found != standings_.end() &&
               std::any_of(found->second.begin(), found->second.end(), [&finding](const Standing& before) {
                   return !is_graver(standing_of(finding), before);
               });
    }

private:
    // The host, if it counts; the rule, the fingerprint, the user.
    using Secret = std::tuple<std::string, std::string, std::string, Key>;

    Secret secret_of(const Report& report, const Finding& finding, const std::string& print) const {
        const std::string host = with_host_ ? report.sources.at(finding.source).host : std::string();
        return {host, finding.rule, print, user_key(finding)};
    }

    bool with_host_;
    std::map<Secret, std::set<Standing>> standings_;  // a dozen at most of each
};

std::string known_by_place(std::size_t number) {
    return fmt::format(
        "{} known by {} place alone, whatever the secret there is now: the baseline and this report have no "
        "fingerprints of the same key (--fingerprint-key).",
        counted(number, "finding is", "findings are"), number == 1 ? "its" : "their");
}

std::string known_none(const Report& baseline) {
    return fmt::format(
        "The baseline has {}, and none of this report: it may be one of other targets, or of a "
        "host that was called otherwise (--host).",
        counted(baseline.findings.size(), "finding"));
}

}  // namespace

void mark_known(Report& report, const Report& baseline) {
    const std::vector<FindingMatch> matches = match_findings(baseline, report);
    const KnownSecrets secrets(baseline, report);
    const Fingerprints prints = fingerprints_of(report);
    std::size_t by_place_alone = 0;
    bool fits = false;
    for (std::size_t i = 0; i < matches.size(); ++i) {
        Finding& finding = report.findings[i];
        const FindingMatch& match = matches[i];
        const bool by_place = match.earlier != nullptr && match.same_secret.value_or(true) &&
                              stays_known(*match.earlier, finding);
        finding.known = by_place || secrets.have(report, finding, prints);
        fits = fits || finding.known || match.earlier != nullptr;
        by_place_alone +=
            by_place && finding.secret && finding.secret->credential && !match.same_secret ? 1 : 0;
    }
    if (by_place_alone > 0) {
        report.notes.push_back(known_by_place(by_place_alone));
    }
    if (!fits && !report.findings.empty() && !baseline.findings.empty()) {
        report.notes.push_back(known_none(baseline));
    }
}

}  // namespace postern::report
