// Which rules a table or an element may fall under.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "postern/record_sink.hpp"
#include "postern/rule.hpp"

namespace postern::audit {

// Refers to the rule set, which must outlive it.
class RuleIndex {
public:
    explicit RuleIndex(const RuleSet& rules);

    using Rules = std::vector<const Rule*>;

    // By name alone: tables without case, elements exactly. A table that no rule names falls under the
    // longest glob that fits. Empty for most.
    const Rules& candidates(RecordShape shape, std::string_view name) const;

    // Whether a rule names it, not only a glob.
    bool names(RecordShape shape, std::string_view name) const;

    // Whether rows of a table with these columns may be an account: always, where a rule names the table.
    bool wants_columns(std::string_view table, const ColumnNames& columns) const;

    std::span<const Provider> providers() const { return providers_; }

private:
    std::unordered_map<std::string, Rules> tables_;
    std::vector<std::pair<std::string, Rules>> globs_;  // of tables, the longest first
    std::unordered_map<std::string, Rules> elements_;
    Rules none_;
    std::span<const Provider> providers_;
};

// Whether the record, whose name fits, has the fields the rule asks for.
bool has_required_fields(const Rule& rule, const Record& record);

// Whether the record, whose name fits, has the fields and values the rule asks for.
bool matches(const Rule& rule, const Record& record);

}  // namespace postern::audit
