#include "cli/report_builder.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <string_view>
#include <utility>

#include "base/host_name.hpp"
#include "base/text.hpp"
#include "base/utc_time.hpp"
#include "report/report_order.hpp"
#include "report/report_shards.hpp"

namespace postern::cli {

RunFacts facts_of_run() {
    constexpr std::size_t kDigits = 16;
    const std::string random = base::hex(base::KeyedDigest()("run"));
    return {random.substr(0, kDigits), base::utc_text(base::now()), base::host_name(), {}, {}};
}

void ReportBuilder::add(FileResult result) {
    Report& report = result_.report;
    const std::size_t first = report.sources.size();
    std::move(result.sources.begin(), result.sources.end(), std::back_inserter(report.sources));
    other_files_ += result.other_files;
    for (audit::Detection& detection : result.detections) {
        detection.finding.source += first;
        const std::string& path = report.sources[detection.finding.source].path;
        report.findings.push_back(correlation_.add(std::move(detection), path));
    }
    for (audit::FoundAccount& found : result.accounts) {
        found.source += first;
        result_.accounts.push_back(std::move(found));
    }
}

void ReportBuilder::add(const target::FileWalk& walk) {
    for (const auto& [path, skip] : walk.unreadable) {
        result_.report.sources.push_back({base::printable(path), "unknown", 0, {skip}});
    }
    links_not_followed_ += walk.links;
}

void ReportBuilder::add_empty(const std::vector<std::string>& targets) {
    for (const std::string& target : targets) {
        result_.report.sources.push_back(
            {base::printable(target), "unknown", 0, {{0, "there is no file in it at all"}}});
    }
}

void ReportBuilder::name_credentials(const base::KeyedDigest& digest) {
    for (audit::FoundAccount& found : result_.accounts) {
        correlation_.name_credentials(found, digest);
    }
}

void ReportBuilder::describe_run() {
    Report& report = result_.report;
    report.version = POSTERN_VERSION;
    report.started = run_.started;
    report.fingerprint_key = run_.fingerprint_key;
    report.shard = run_.shard;
    if (run_.shard) {
        report.notes.push_back(report::shard_note(*run_.shard));
    }
    for (SourceFacts& source : report.sources) {
        source.host = run_.host;
        source.run = run_.id;
    }
    report.runs = {{run_.id, run_.host, run_.started, run_.scope, other_files_, links_not_followed_}};
}

void ReportBuilder::describe_rules() {
    std::set<std::string_view> named;
    for (const Finding& finding : result_.report.findings) {
        named.insert(finding.rule);
    }
    for (const Rule& rule : rules_.rules) {
        if (named.contains(rule.id)) {
            result_.report.rules.push_back({rule.id, rule.title, rule.risk, rule.references});
        }
    }
}

ScanResult ReportBuilder::take() {
    result_.report.credentials = correlation_.take_credentials();
    describe_run();
    describe_rules();
    const report::NewOrder order = report::put_in_order(result_.report);
    for (audit::FoundAccount& found : result_.accounts) {
        found.source = order.sources.at(found.source);
        for (std::string& credential : found.credentials) {
            const auto renamed = order.credentials.find(credential);
            credential = renamed == order.credentials.end() ? std::string() : renamed->second;
        }
    }
    return std::move(result_);
}

}  // namespace postern::cli
