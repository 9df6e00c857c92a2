// Reports of runs that shared one work.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "postern/report.hpp"

namespace postern::report {

// What the report of a shard says of itself.
std::string shard_note(const Shard& shard);

// One whose part of the work a united report lacks.
struct ShardGap {
    Shard shard;
    std::string reason;  // a clause
};

// The shards whose reports are not among these, and those that started more than a day before the latest of
// their work. Shards of the same targets of one host belong together.
std::vector<ShardGap> shard_gaps(std::span<const Report> reports);

// A sentence for each work whose shards did not meet the same number of files: a folder may have been out of
// reach for one of them.
std::vector<std::string> shard_differences(std::span<const Report> reports);

}  // namespace postern::report
