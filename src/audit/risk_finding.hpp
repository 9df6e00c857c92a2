// What a rule about a setting makes of a record.
#pragma once

#include <optional>
#include <string>

#include "postern/finding.hpp"
#include "postern/record.hpp"
#include "postern/rule.hpp"

namespace postern::audit {

struct RiskVerdict {
    std::optional<Finding> finding;
    std::string unknown;  // why the rule could not be decided; empty when it was
};

// The rule must have a finding, and the record its name. role is what the host is said to be; a rule
// for another role, or for any when nothing is said, says nothing. The finding points at the first of
// the rule's settings that the record has a value for, else at the first one without a line: it is
// not set. What stands in a comment is of no more than medium severity. Where all that have a value hold no
// more than a placeholder, there is no finding. When all other conditions hold, one about an unknown fact
// leaves the rule undecided.
RiskVerdict judge_risk(const Rule& rule, const Record& record, std::optional<HostRole> role);

}  // namespace postern::audit
