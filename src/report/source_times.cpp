#include "report/source_times.hpp"

#include <algorithm>
#include <limits>

#include "base/utc_time.hpp"
#include "report/source_phrases.hpp"
#include "report/source_uri.hpp"

namespace postern::report {

namespace {

constexpr std::int64_t kNewest = std::numeric_limits<std::int64_t>::max();

}  // namespace

SourceTimes::SourceTimes(const Report& report) : report_(report) {
    live_[""] = base::parse_utc(report.started).value_or(kNewest);
    for (const Run& run : report.runs) {
        live_[run.id] = base::parse_utc(run.started).value_or(kNewest);
    }
    for (const SourceFacts& source : report.sources) {
        add(source);
    }
}

std::optional<std::int64_t> SourceTimes::of(std::size_t source) const {
    if (source >= report_.sources.size()) {
        return std::nullopt;
    }
    const SourceFacts& facts = report_.sources[source];
    return is_live_database(report_, source) ? live_.at(facts.run) : facts.modified;
}

bool SourceTimes::may_be_outdated(std::size_t source) const {
    const SourceFacts& facts = report_.sources.at(source);
    const auto newest = unread_.find(folder_of(facts));
    return facts.modified && newest != unread_.end() && newest->second > *facts.modified;
}

SourceTimes::Folder SourceTimes::folder_of(const SourceFacts& source) {
    const std::string_view file = path_of_file(source.path);
    return {source.host, std::string(file.substr(0, file.rfind('/') + 1))};
}

void SourceTimes::add(const SourceFacts& source) {
    std::int64_t& live = live_.try_emplace(source.run, kNewest).first->second;
    if (!source.modified) {
        return;
    }
    live = live == kNewest ? kNewest : std::max(live, *source.modified + 1);
    if (!source.skips.empty()) {
        std::int64_t& newest = unread_.try_emplace(folder_of(source), *source.modified).first->second;
        newest = std::max(newest, *source.modified);
    }
}

}  // namespace postern::report
