// Findings that are one thing to a reader, put together.
#pragma once

#include <cstddef>
#include <vector>

#include "postern/report.hpp"

namespace postern::report {

// The same secret, route or risk in several places.
struct FindingGroup {
    std::vector<const Finding*> places;  // in the order met; never empty
    bool same_secret = false;            // known to be one secret, not only one account's

    // The highest of the places.
    Severity severity() const;
    // The place that names the account best: the first of the highest severity.
    const Finding& lead() const;
    // Whether any place may fail a run.
    bool counts() const;
};

// Findings of one kind: secrets by credential, where it is known, everything else by rule and
// account. Highest severity first, then most places, then first met. Points into the report.
std::vector<FindingGroup> group_findings(const Report& report, FindingKind kind);

// Whether the two name the same account (in one product, server and mailbox).
bool same_account(const Account& a, const Account& b);

// The places by source, sources in the order met.
std::vector<std::vector<const Finding*>> by_source(const FindingGroup& group);

}  // namespace postern::report
