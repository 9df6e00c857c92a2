#include "report/report_union.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <string_view>
#include <tuple>

#include "report/quantity.hpp"
#include "report/report_order.hpp"

namespace postern::report {

namespace {

auto name_of(const Skip& skip) {
    return std::pair(skip.at, skip.reason);
}

std::string name_of(const std::string& text) {
    return text;
}

template <typename Item>
void add_new(std::vector<Item>& items, const std::vector<Item>& more) {
    std::set<decltype(name_of(Item()))> known;
    for (const Item& item : items) {
        known.insert(name_of(item));
    }
    std::copy_if(more.begin(), more.end(), std::back_inserter(items),
                 [&known](const Item& item) { return known.insert(name_of(item)).second; });
}

// The one that says most of whether the secret opens a door: a refusal says nothing as long as another server
// could not be asked. Of two that say the same the later one.
void add_login(Credential& credential, const Credential& other) {
    const auto weight = [](const Credential& tried) {
        return !tried.login                                ? 0
               : *tried.login == LoginOutcome::rejected    ? 1
               : *tried.login == LoginOutcome::unreachable ? 2
                                                           : 3;
    };
    const auto rank = [&weight](const Credential& tried) {
        return std::pair(weight(tried), std::string_view(tried.login_tried));
    };
    if (rank(credential) < rank(other)) {
        credential.login = other.login;
        credential.login_tried = other.login_tried;
    }
    add_new(credential.login_notes, other.login_notes);
}

// The end that comes first.
std::optional<Waiver> of_both(const std::optional<Waiver>& a, const std::optional<Waiver>& b) {
    if (!a || !b) {
        return std::nullopt;
    }
    const auto rank = [](const Waiver& waiver) { return std::tie(waiver.expires, waiver.justification); };
    return rank(*a) < rank(*b) ? a : b;
}

std::optional<FileExposure> wider(const std::optional<FileExposure>& a,
                                  const std::optional<FileExposure>& b) {
    if (!a || !b) {
        return a ? a : b;
    }
    const auto rank = [](const FileExposure& file) {
        return std::tie(file.world_readable, file.mode, file.owner);
    };
    return rank(*a) < rank(*b) ? b : a;
}

}  // namespace

void ReportUnion::add(const Report& report, const std::vector<SourceFate>& fates) {
    add_sources(report, fates);
    const std::map<std::string, std::size_t> credentials = add_credentials(report);
    for (const Finding& finding : report.findings) {
        const auto used = finding.secret && finding.secret->credential
                              ? std::optional(credentials.at(*finding.secret->credential))
                              : std::nullopt;
        add_finding(finding, fates[finding.source], used);
    }
    std::copy(report.rules.begin(), report.rules.end(), std::back_inserter(whole_.rules));
    std::copy_if(report.runs.begin(), report.runs.end(), std::back_inserter(whole_.runs),
                 [this](const Run& run) { return runs_.insert(run.id).second; });
    const bool is_earliest = whole_.started.empty() || report.started < whole_.started;
    whole_.started = !report.started.empty() && is_earliest ? report.started : whole_.started;
    ++reports_;
}

void ReportUnion::add_gap(const ShardGap& gap) {
    const std::string name =
        "shard " + std::to_string(gap.shard.number) + " of " + std::to_string(gap.shard.of);
    whole_.sources.push_back({name, "unknown", 0, {{0, gap.reason}}});
}

std::set<std::string_view> ReportUnion::ways() const {
    std::set<std::string_view> ways;
    for (const std::optional<std::size_t> credential : used_) {
        if (credential) {
            ways.insert(compared_by_[*credential]);
        }
    }
    return ways;
}

bool ReportUnion::credentials_compared() const {
    return ways().size() < 2;
}

std::string ReportUnion::fingerprint_key() const {
    constexpr std::string_view kKey = "key ";
    const std::set<std::string_view> all = ways();
    const bool one = all.size() == 1 && all.begin()->starts_with(kKey);
    return one ? std::string(all.begin()->substr(kKey.size())) : std::string();
}

std::vector<std::string> ReportUnion::losses() const {
    std::vector<std::string> notes;
    if (replaced_ > 0) {
        notes.push_back(
            fmt::format("{} of an earlier report of the same places {} replaced by the later "
                        "one's.",
                        counted(replaced_, "finding"), replaced_ == 1 ? "was" : "were"));
    }
    if (read_since_ > 0) {
        notes.push_back(fmt::format("{} that an earlier report could not read {} read by the later one.",
                                    counted(read_since_, "part"), read_since_ == 1 ? "was" : "were"));
    }
    if (never_read_ > 0) {
        notes.push_back(
            fmt::format("{} that an earlier report could not read {} never read: something else is in that "
                        "place since.",
                        counted(never_read_, "part"), never_read_ == 1 ? "was" : "were"));
    }
    if (const std::size_t working = lost_working_passwords(); working > 0) {
        notes.push_back(
            fmt::format("{} that a server let in {} among what was replaced, and in no place of "
                        "this report.",
                        counted(working, "credential"), working == 1 ? "is" : "are"));
    }
    return notes;
}

Report ReportUnion::take() {
    put_in_order(whole_);
    return std::move(whole_);
}

void ReportUnion::add_sources(const Report& report, const std::vector<SourceFate>& fates) {
    for (std::size_t i = 0; i < fates.size(); ++i) {
        const SourceFacts& source = report.sources[i];
        if (fates[i].fate == Fate::replaced) {
            (fates[i].other_state ? never_read_ : read_since_) += source.skips.size();
            continue;
        }
        whole_.sources.resize(std::max(whole_.sources.size(), fates[i].place + 1));
        SourceFacts& place = whole_.sources[fates[i].place];
        SourceFacts kept = fates[i].fate == Fate::kept ? source : std::move(place);
        const SourceFacts& other = fates[i].fate == Fate::kept ? place : source;
        add_new(kept.skips, other.skips);
        add_new(kept.notes, other.notes);
        place = std::move(kept);
    }
}

std::map<std::string, std::size_t> ReportUnion::add_credentials(const Report& report) {
    std::map<std::string, std::size_t> places;
    for (const Credential& credential : report.credentials) {
        const bool comparable = !report.fingerprint_key.empty() && !credential.fingerprint.empty();
        const auto identity = comparable ? std::pair("key " + report.fingerprint_key, credential.fingerprint)
                                         : std::pair("report " + std::to_string(reports_), credential.id);
        const auto [known, is_new] = credentials_.try_emplace(identity, whole_.credentials.size());
        if (is_new) {
            compared_by_.push_back(identity.first);
            whole_.credentials.push_back(credential);
            whole_.credentials.back().id = std::to_string(known->second);
        }
        add_login(whole_.credentials[known->second], credential);
        places.emplace(credential.id, known->second);
    }
    return places;
}

void ReportUnion::add_finding(Finding finding, const SourceFate& fate,
                              std::optional<std::size_t> credential) {
    if (fate.fate == Fate::replaced) {
        ++replaced_;
        given_up_.insert(credential);
        return;
    }
    if (const auto known = findings_.find({fate.place, finding.id});
        known != findings_.end() && known->second.report != reports_) {
        unite(whole_.findings[known->second.finding], finding);
        share_login(known->second.credential, credential);
        return;
    }
    findings_.try_emplace({fate.place, finding.id}, Place{reports_, whole_.findings.size(), credential});
    finding.source = fate.place;
    if (credential) {
        finding.secret->credential = whole_.credentials[*credential].id;
    }
    used_.insert(credential);
    whole_.findings.push_back(std::move(finding));
}

void ReportUnion::unite(Finding& kept, const Finding& other) {
    kept.severity = std::max(kept.severity, other.severity);
    kept.status = std::min(kept.status, other.status);
    kept.exposure.file = wider(kept.exposure.file, other.exposure.file);
    add_new(kept.exposure.roles, other.exposure.roles);
    kept.waiver = of_both(kept.waiver, other.waiver);
    kept.known = kept.known && other.known;
}

void ReportUnion::share_login(std::optional<std::size_t> kept, std::optional<std::size_t> other) {
    if (kept && other) {
        add_login(whole_.credentials[*kept], whole_.credentials[*other]);
    }
}

std::size_t ReportUnion::lost_working_passwords() const {
    return static_cast<std::size_t>(
        std::count_if(given_up_.begin(), given_up_.end(), [this](std::optional<std::size_t> credential) {
            return credential && !used_.contains(credential) &&
                   whole_.credentials[*credential].login == LoginOutcome::verified;
        }));
}

}  // namespace postern::report
