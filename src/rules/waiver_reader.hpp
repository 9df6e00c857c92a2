// A file of waivers.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "postern/waiver_rule.hpp"

namespace postern::rules {

// Tables [[waiver]], each with a `justification`, the day on which it `expires`, and at least one of `rule`,
// `path`, `host`, `credential`, `finding` (and a `path` or a `host` that anything fits is none). Throws
// Error(rule) with the line for whatever is not as it should be; no value is repeated, nor a key that may be
// one.
std::vector<WaiverRule> read_waivers(std::string_view text, const std::string& file_name);

}  // namespace postern::rules
