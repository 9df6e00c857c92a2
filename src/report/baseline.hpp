// What an earlier report knew already.
#pragma once

#include "postern/report.hpp"

namespace postern::report {

// Decides of each finding anew whether the baseline has it: paired as match_findings() does, or by rule and
// fingerprint anywhere, where both were made with one key; in both cases of the same user at the same server.
// New are one whose fingerprint is known to be another, one that is graver than it was (is_graver), and one
// that a waiver covered then. Notes say how many are known by their place alone, and when a baseline with
// findings fits none of the report's.
void mark_known(Report& report, const Report& baseline);

}  // namespace postern::report
