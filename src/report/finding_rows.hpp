// The findings of one kind as a page lists them, what is urgent first.
#pragma once

#include <optional>
#include <vector>

#include "postern/report.hpp"
#include "report/finding_groups.hpp"
#include "report/rotation.hpp"

namespace postern::report {

struct FindingRow {
    FindingGroup group;
    std::optional<Rotation> held;  // of a credential: whether some account has it today
};

// The highest severity first, then what is held today (what may be before what was rotated), then most
// places. Points into the report.
std::vector<FindingRow> finding_rows(const Report& report, FindingKind kind,
                                     const std::vector<AccountHistory>& histories);

}  // namespace postern::report
