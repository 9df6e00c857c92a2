#include "report/finding_rows.hpp"

#include <algorithm>
#include <utility>

namespace postern::report {

namespace {

Rotation held_today(const FindingGroup& group, const std::vector<AccountHistory>& histories) {
    const auto& secret = group.places.front()->secret;
    return secret && secret->credential ? rotation_of(histories, *secret->credential) : Rotation::unknown;
}

// What an account has today is the most urgent, what it had before the least.
int urgency(const FindingRow& row) {
    switch (row.held.value_or(Rotation::unknown)) {
        case Rotation::current:
            return 3;
        case Rotation::unclear:
            return 2;
        case Rotation::unknown:
            return 1;
        case Rotation::rotated:
            break;
    }
    return 0;
}

}  // namespace

std::vector<FindingRow> finding_rows(const Report& report, FindingKind kind,
                                     const std::vector<AccountHistory>& histories) {
    std::vector<FindingRow> rows;
    for (FindingGroup& group : group_findings(report, kind)) {
        const std::optional<Rotation> held = kind == FindingKind::exposed_credential
                                                 ? std::optional(held_today(group, histories))
                                                 : std::nullopt;
        rows.push_back({std::move(group), held});
    }
    const auto rank = [](const FindingRow& row) {
        return std::make_pair(row.group.severity(), urgency(row));
    };
    std::stable_sort(rows.begin(), rows.end(),
                     [rank](const FindingRow& a, const FindingRow& b) { return rank(a) > rank(b); });
    return rows;
}

}  // namespace postern::report
