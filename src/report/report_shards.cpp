#include "report/report_shards.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>

#include "base/utc_time.hpp"
#include "report/quantity.hpp"

namespace postern::report {

std::string shard_note(const Shard& shard) {
    return fmt::format(
        "This is shard {} of {}: what the others looked at is in their own reports, which postern report "
        "merge "
        "unites.",
        shard.number, shard.of);
}

namespace {

// The reports of one work: when each shard started last, as far as that is known.
using Starts = std::map<std::uint32_t, std::string>;

// A number can be far more than anybody has shards, and comes from a file.
constexpr std::size_t kMostTold = 1000;

void add_missing(const std::string& work, std::uint32_t of, const Starts& starts,
                 std::vector<ShardGap>& gaps) {
    const auto add = [&](std::uint32_t number) {
        if (!starts.contains(number)) {
            gaps.push_back(
                {{number, of, work},
                 "the report of this shard was not given (shards on several hosts need one --host)"});
        }
    };
    for (std::uint32_t number = 1; number < of && gaps.size() < kMostTold; ++number) {
        add(number);
    }
    add(of);
}

void add_outdated(const std::string& work, std::uint32_t of, const Starts& starts,
                  std::vector<ShardGap>& gaps) {
    constexpr std::int64_t kDay = 86400;
    std::optional<std::int64_t> latest;
    for (const auto& [number, start] : starts) {
        latest = std::max(latest, base::parse_utc(start));
    }
    for (const auto& [number, start] : starts) {
        const std::optional<std::int64_t> time = base::parse_utc(start);
        if (time && *latest - *time > kDay) {
            gaps.push_back({{number, of, work}, "its report is of another run: started " + start});
        }
    }
}

}  // namespace

std::vector<ShardGap> shard_gaps(std::span<const Report> reports) {
    std::map<std::pair<std::string, std::uint32_t>, Starts> works;
    for (const Report& report : reports) {
        if (report.shard) {
            std::string& start = works[{report.shard->work, report.shard->of}][report.shard->number];
            start = std::max(start, report.started);
        }
    }
    std::vector<ShardGap> gaps;
    for (const auto& [work, starts] : works) {
        add_missing(work.first, work.second, starts, gaps);
        add_outdated(work.first, work.second, starts, gaps);
    }
    return gaps;
}

std::vector<std::string> shard_differences(std::span<const Report> reports) {
    using Range = std::pair<std::uint64_t, std::uint64_t>;
    std::map<std::pair<std::string, std::uint32_t>, Range> works;
    for (const Report& report : reports) {
        if (report.shard) {
            const std::uint64_t files = report.shard->files;
            Range& range =
                works.try_emplace({report.shard->work, report.shard->of}, files, files).first->second;
            range = {std::min(range.first, files), std::max(range.second, files)};
        }
    }
    std::vector<std::string> sentences;
    for (const auto& [work, range] : works) {
        if (range.first != range.second) {
            sentences.push_back(
                fmt::format("The shards of one run did not meet the same files, but {} to {} of them: was a "
                            "folder out of "
                            "reach of one, or were files added meanwhile?",
                            grouped_digits(range.first), grouped_digits(range.second)));
        }
    }
    return sentences;
}

}  // namespace postern::report
