// Which rules a table or an element may fall under.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "postern/record.hpp"
#include "postern/rule.hpp"

namespace postern::audit {

// Refers to the rule set, which must outlive it.
class RuleIndex {
public:
    explicit RuleIndex(const RuleSet& rules);

    // By name alone: tables without case, elements exactly. Empty for most.
    const std::vector<const Rule*>& candidates(RecordShape shape, std::string_view name) const;

private:
    std::unordered_map<std::string, std::vector<const Rule*>> tables_;
    std::unordered_map<std::string, std::vector<const Rule*>> elements_;
    std::vector<const Rule*> none_;
};

// Whether the record, whose name fits, has the fields the rule asks for.
bool has_required_fields(const Rule& rule, const Record& record);

// Whether the record, whose name fits, has the fields and values the rule asks for.
bool matches(const Rule& rule, const Record& record);

}  // namespace postern::audit
