// Waivers, as they apply to a report.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "postern/report.hpp"
#include "postern/waiver_rule.hpp"

namespace postern::report {

// Marks what they cover; of several the first counts. One that has expired covers nothing any more, and a
// note says what it would have covered; one that covers nothing gets a note too. A path has to fit as it
// stands and without the ".." in it, so that nobody goes out of a folder that is covered. today:
// "2026-11-29", of UTC. file_name: what the notes call the file that they stand in.
void apply_waivers(Report& report, std::span<const WaiverRule> waivers, const std::string& file_name,
                   std::string_view today);

// Takes off those that have expired since the report was made, and notes how many findings had one.
void end_waivers(Report& report, std::string_view today);

}  // namespace postern::report
