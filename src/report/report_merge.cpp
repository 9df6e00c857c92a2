#include "report/report_merge.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "base/digest.hpp"
#include "report/json_report.hpp"
#include "report/report_shards.hpp"
#include "report/report_union.hpp"
#include "report/source_fates.hpp"

namespace postern::report {

namespace {

constexpr const char* kNotCompared =
    "Credentials of different reports were not compared, as not all of these were made with the same "
    "--fingerprint-key: the same secret may count several times.";

// When it was made, then what is in it: an order that does not depend on anything else.
using Rank = std::pair<std::string, std::string>;

class TextSink : public base::ByteSink {
public:
    void write(std::string_view bytes) override { text += bytes; }
    std::string text;
};

Rank rank_of(const Report& report) {
    TextSink json;
    write_json(report, json);
    return {report.started, base::sha256_hex(json.text)};
}

// The latest first.
std::vector<Report> ranked(std::vector<Report> reports) {
    std::map<Rank, Report, std::greater<>> by_rank;
    for (Report& report : reports) {
        Rank rank = rank_of(report);
        by_rank.try_emplace(std::move(rank), std::move(report));
    }
    std::vector<Report> result;
    for (auto& [rank, report] : by_rank) {
        result.push_back(std::move(report));
    }
    return result;
}

// Of all of them; empty: they have none, or several.
std::string common_key(const std::vector<Report>& reports) {
    const bool one = std::all_of(reports.begin(), reports.end(), [&reports](const Report& report) {
        return report.fingerprint_key == reports.front().fingerprint_key;
    });
    return one && !reports.empty() ? reports.front().fingerprint_key : std::string();
}

void add_notes(std::vector<std::string>& notes, const std::vector<std::string>& more) {
    std::set<std::string> known(notes.begin(), notes.end());
    std::copy_if(more.begin(), more.end(), std::back_inserter(notes),
                 [&known](const std::string& note) { return known.insert(note).second; });
}

std::vector<std::string> notes_of(const std::vector<Report>& reports) {
    std::vector<std::string> notes;
    for (auto report = reports.rbegin(); report != reports.rend(); ++report) {
        std::vector<std::string> own = report->notes;
        if (report->shard) {
            std::erase(own, shard_note(*report->shard));
        }
        add_notes(notes, own);
    }
    return notes;
}

}  // namespace

Report merge_reports(std::vector<Report> reports, std::string_view version) {
    reports = ranked(std::move(reports));
    const std::vector<std::vector<SourceFate>> fates = source_fates(reports);
    ReportUnion all;
    for (std::size_t i = 0; i < reports.size(); ++i) {
        all.add(reports[i], fates[i]);
    }
    for (const ShardGap& gap : shard_gaps(reports)) {
        all.add_gap(gap);
    }
    std::vector<std::string> notes = notes_of(reports);
    add_notes(notes, all.losses());
    add_notes(notes, shard_differences(reports));
    const bool compared = all.credentials_compared();
    const std::string key = all.fingerprint_key();
    Report whole = all.take();
    whole.credentials_compared = compared;
    whole.version = version;
    whole.notes = std::move(notes);
    whole.fingerprint_key = key.empty() ? common_key(reports) : key;
    for (const Report& report : reports) {
        whole.credentials_compared = whole.credentials_compared && report.credentials_compared;
    }
    if (!whole.credentials_compared) {
        add_notes(whole.notes, {kNotCompared});
    }
    return whole;
}

}  // namespace postern::report
