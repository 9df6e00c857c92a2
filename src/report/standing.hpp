// How grave a finding is where it stands.
#pragma once

#include <compare>

#include "postern/finding.hpp"

namespace postern::report {

struct Standing {
    Severity severity = Severity::low;
    bool active = false;
    bool everybody_reads = false;  // known to; not so where nobody knows

    auto operator<=>(const Standing&) const = default;
};

Standing standing_of(const Finding& finding);

// Whether it is worse in any of these than it was.
bool is_graver(const Standing& now, const Standing& before);

}  // namespace postern::report
