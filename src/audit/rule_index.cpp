#include "audit/rule_index.hpp"

#include <algorithm>

#include "audit/field_lookup.hpp"
#include "base/text.hpp"

namespace postern::audit {

RuleIndex::RuleIndex(const RuleSet& rules) {
    for (const Rule& rule : rules.rules) {
        for (const std::string& table : rule.tables) {
            tables_[base::lower(table)].push_back(&rule);
        }
        for (const std::string& element : rule.elements) {
            elements_[element].push_back(&rule);
        }
    }
}

const std::vector<const Rule*>& RuleIndex::candidates(RecordShape shape, std::string_view name) const {
    const auto& names = shape == RecordShape::row ? tables_ : elements_;
    const auto found = names.find(shape == RecordShape::row ? base::lower(name) : std::string(name));
    return found != names.end() ? found->second : none_;
}

bool has_required_fields(const Rule& rule, const Record& record) {
    const auto present = [&record](const std::string& name) { return has_field(record, name); };
    const bool has_all = record.shape == RecordShape::element ||
                         std::all_of(rule.requires_all.begin(), rule.requires_all.end(), present);
    const bool has_any =
        rule.requires_any.empty() || std::any_of(rule.requires_any.begin(), rule.requires_any.end(), present);
    return has_all && has_any;
}

bool matches(const Rule& rule, const Record& record) {
    return has_required_fields(rule, record) &&
           std::all_of(rule.where.begin(), rule.where.end(),
                       [&record](const Condition& condition) { return holds(condition, record); });
}

}  // namespace postern::audit
