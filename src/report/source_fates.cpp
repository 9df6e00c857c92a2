#include "report/source_fates.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "base/interrupt.hpp"
#include "report/finding_groups.hpp"
#include "report/finding_keys.hpp"
#include "report/json_report.hpp"

namespace postern::report {

namespace {

// A source, with all that its report says of it.
struct Look {
    const Report* report = nullptr;
    const SourceFacts* facts = nullptr;
    std::string time;  // when its run began; empty when that was not said
    std::string scope;
    std::vector<const Finding*> findings;
    const Fingerprints* fingerprints = nullptr;
    SourceFate* fate = nullptr;
};

bool same_skips(const std::vector<Skip>& a, const std::vector<Skip>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Skip& one, const Skip& other) {
        return one.at == other.at && one.reason == other.reason;
    });
}

bool share_work(const Report& a, const Report& b) {
    return a.shard && b.shard && a.shard->work == b.shard->work && a.shard->of == b.shard->of;
}

// Whether its path names the same thing on its host whoever looks: not "-", not "backups".
bool names_a_place(const SourceFacts& source) {
    const bool is_known_host = !source.host.empty() && !source.host.starts_with("localhost");
    return is_known_host && (source.path.starts_with('/') || is_live(source));
}

bool same_secret(const std::optional<SecretFacts>& a, const std::optional<SecretFacts>& b) {
    return a.has_value() == b.has_value() && (!a || (a->type == b->type && a->length == b->length));
}

bool deny_each_other(const Look& a, const Look& b) {
    std::map<std::string, const Finding*> by_id;
    for (const Finding* finding : a.findings) {
        by_id.emplace(finding->id, finding);
    }
    const bool one_key = have_one_key(*a.report, *b.report);
    return std::any_of(b.findings.begin(), b.findings.end(), [&](const Finding* finding) {
        const auto other = by_id.find(finding->id);
        return other != by_id.end() && (!same_account(other->second->account, finding->account) ||
                                        !same_secret(other->second->secret, finding->secret) ||
                                        (one_key && fingerprint_of(*other->second, *a.fingerprints) !=
                                                        fingerprint_of(*finding, *b.fingerprints)));
    });
}

bool same_file(const Look& a, const Look& b) {
    return a.facts->kind == b.facts->kind && a.facts->bytes == b.facts->bytes &&
           a.facts->modified == b.facts->modified;
}

bool are_one(const Look& a, const Look& b) {
    if (!same_file(a, b)) {
        return false;
    }
    // All shards tell what cannot be opened.
    const bool nothing_to_lose = a.findings.empty() && b.findings.empty() && !a.facts->skips.empty() &&
                                 same_skips(a.facts->skips, b.facts->skips);
    if (nothing_to_lose && (names_a_place(*a.facts) || share_work(*a.report, *b.report))) {
        return true;
    }
    const bool one_run = !a.facts->run.empty() && a.facts->run == b.facts->run;
    return (one_run || (names_a_place(*a.facts) && a.facts->modified)) && !deny_each_other(a, b);
}

// No pipe, and no device.
bool is_dated_or_live(const SourceFacts& source) {
    return source.modified || is_live(source);
}

// What is left of a look that could not open it has no date, and nothing that could be lost. A date in a file
// that is later than that of the other look shows that the times of the runs mislead. A run of another scope
// may not have been able to find what the other did.
bool is_replaced(const Look& earlier, const Look& later) {
    const bool is_one_place = names_a_place(*earlier.facts) && is_dated_or_live(*later.facts) &&
                              (is_dated_or_live(*earlier.facts) || earlier.findings.empty());
    const bool is_later = !earlier.time.empty() && earlier.time < later.time &&
                          earlier.facts->modified.value_or(0) <= later.facts->modified.value_or(0);
    return is_one_place && is_later && later.facts->skips.empty() && earlier.scope == later.scope;
}

// Each report's looks, in its order.
void add_looks(const Report& report, const Fingerprints& fingerprints, std::vector<SourceFate>& fates,
               std::vector<Look>& looks) {
    std::map<std::string_view, const Run*> runs;
    for (const Run& run : report.runs) {
        runs.emplace(run.id, &run);
    }
    const std::size_t first = looks.size();
    fates.resize(report.sources.size());
    for (std::size_t i = 0; i < report.sources.size(); ++i) {
        const SourceFacts& facts = report.sources[i];
        const auto run = runs.find(facts.run);
        const bool known = run != runs.end();
        looks.push_back({&report,
                         &facts,
                         known ? run->second->started : report.started,
                         known ? run->second->scope : std::string(),
                         {},
                         &fingerprints,
                         &fates[i]});
    }
    for (const Finding& finding : report.findings) {
        looks.at(first + finding.source).findings.push_back(&finding);
    }
}

class Places {
public:
    // The latest first.
    SourceFate add(const Look& look) {
        base::throw_if_interrupted();
        const Name name(look.facts->host, look.facts->path);
        std::vector<std::size_t>& alike = by_state_[{name, look.facts->bytes, look.facts->modified}];
        // Members of an archive may share a name: each of them takes one.
        for (const std::size_t place : alike) {
            if (kept_[place].last != look.report && are_one(*kept_[place].look, look)) {
                kept_[place].last = look.report;
                return {Fate::united, place};
            }
        }
        std::vector<std::size_t>& rivals = by_name_[name];
        for (const std::size_t place : rivals) {
            if (is_replaced(look, *kept_[place].look)) {
                return {Fate::replaced, place, !same_file(look, *kept_[place].look)};
            }
        }
        alike.push_back(kept_.size());
        if (rivals.size() < kMostRivals) {
            rivals.push_back(kept_.size());
        }
        kept_.push_back({&look, look.report});
        return {Fate::kept, kept_.size() - 1};
    }

private:
    struct Kept {
        const Look* look = nullptr;
        const Report* last = nullptr;  // that was united with it
    };

    // The latest few looks at a place tell whether an earlier one is replaced.
    static constexpr std::size_t kMostRivals = 16;

    using Name = std::pair<std::string_view, std::string_view>;  // the host, the path
    using State = std::tuple<Name, std::uint64_t, std::optional<std::int64_t>>;

    std::vector<Kept> kept_;
    std::map<Name, std::vector<std::size_t>> by_name_;
    std::map<State, std::vector<std::size_t>> by_state_;
};

}  // namespace

std::vector<std::vector<SourceFate>> source_fates(const std::vector<Report>& reports) {
    std::vector<std::vector<SourceFate>> fates(reports.size());
    std::vector<Fingerprints> fingerprints;
    std::transform(reports.begin(), reports.end(), std::back_inserter(fingerprints), fingerprints_of);
    std::vector<Look> looks;
    for (std::size_t i = 0; i < reports.size(); ++i) {
        add_looks(reports[i], fingerprints[i], fates[i], looks);
    }
    std::stable_sort(looks.begin(), looks.end(),
                     [](const Look& a, const Look& b) { return a.time > b.time; });
    Places places;
    for (const Look& look : looks) {
        *look.fate = places.add(look);
    }
    return fates;
}

}  // namespace postern::report
