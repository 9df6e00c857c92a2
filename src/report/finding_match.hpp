// Which finding of an earlier report a finding of a later one is.
#pragma once

#include <optional>
#include <vector>

#include "postern/report.hpp"

namespace postern::report {

struct FindingMatch {
    const Finding* earlier = nullptr;  // none: it was not there
    std::optional<bool> same_secret;   // nothing: cannot be told, or there is no secret
};

// For each finding of the later report, in its order. Each of the earlier one is taken once, by one in the
// same place (place_key) of the same user at the same server; ids only number what is alike in that. Of
// several those with the same secret go together, as far as possible as grave as they were; then those with
// the same id, then the first that is left. Secrets are compared where both reports have fingerprints of one
// key; without, those of another length are known to be others.
std::vector<FindingMatch> match_findings(const Report& earlier, const Report& later);

}  // namespace postern::report
