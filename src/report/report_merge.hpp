// Reports of many hosts, shards or stores as one.
#pragma once

#include <string_view>
#include <vector>

#include "postern/report.hpp"

namespace postern::report {

// The order of the reports does not matter, and a run that is in several counts once. The reports of all
// shards of a run give what the run would have given as a whole, but for `runs` and `started`, if all have
// one fingerprint key. Which sources are one tells source_fates(): nothing is left out but what a later run
// has seen anew, and a note counts that. A credential is the same by its fingerprint, under the same key;
// where keys differ or are missing a note says that credentials could not be compared. A shard whose report
// is missing, or is of another run, is a source that could not be read. version: of the postern that unites
// them.
Report merge_reports(std::vector<Report> reports, std::string_view version);

}  // namespace postern::report
