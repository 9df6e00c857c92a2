// The part of a large store that one of several workers looks at.
#pragma once

#include <string>
#include <vector>

#include "postern/report.hpp"
#include "target/file_walk.hpp"

namespace postern::cli {

// "2/8" of these targets of a host. Throws Error(usage).
Shard parse_shard(const std::string& text, const std::string& host, const std::vector<std::string>& targets);

// Whether it is for the first shard to look at what cannot be divided: a database, standard input.
bool is_first(const std::optional<Shard>& shard);

// Leaves what the shard is to look at: of the files a part, by their paths alone, so that all workers that
// see the same files under the same paths agree; a folder that may be one backup stays whole. What could not
// be opened every shard tells, as it may be another worker's trouble; links that are not followed the first.
void keep_shard(const std::optional<Shard>& shard, target::FileWalk& walk);

}  // namespace postern::cli
