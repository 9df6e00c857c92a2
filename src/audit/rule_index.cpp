#include "audit/rule_index.hpp"

#include <algorithm>

#include "audit/field_lookup.hpp"
#include "base/text.hpp"

namespace postern::audit {

namespace {

bool any_fits(const std::vector<std::string>& names, const std::vector<std::string>& columns) {
    return std::any_of(names.begin(), names.end(), [&columns](const std::string& name) {
        return std::any_of(columns.begin(), columns.end(), [&name](const std::string& column) {
            return is_name_glob(name) ? base::glob_fits(name, column)
                                      : base::equal_without_case(name, column);
        });
    });
}

bool allows_no_value(const Condition& condition) {
    return std::any_of(condition.any_of.begin(), condition.any_of.end(),
                       [](const std::string& glob) { return glob.empty(); });
}

// A guess is nothing without a secret.
bool may_hold_guess(const Rule& rule, const std::vector<std::string>& columns) {
    return !rule.guess ||
           std::any_of(rule.secrets.begin(), rule.secrets.end(),
                       [&](const SecretRule& secret) { return any_fits(secret.from.columns, columns); });
}

// Of a table that only a glob names.
bool may_match(const Rule& rule, const std::vector<std::string>& columns) {
    const auto has = [&columns](const std::string& name) { return any_fits({name}, columns); };
    return may_hold_guess(rule, columns) &&
           std::all_of(rule.requires_all.begin(), rule.requires_all.end(), has) &&
           (rule.requires_any.empty() || any_fits(rule.requires_any, columns)) &&
           std::all_of(rule.where.begin(), rule.where.end(), [&columns](const Condition& condition) {
               return allows_no_value(condition) || any_fits(condition.field.columns, columns);
           });
}

}  // namespace

RuleIndex::RuleIndex(const RuleSet& rules) : providers_(rules.providers) {
    for (const Rule& rule : rules.rules) {
        for (const std::string& table : rule.tables) {
            if (!is_name_glob(table)) {
                tables_[base::lower(table)].push_back(&rule);
                continue;
            }
            auto known = std::find_if(globs_.begin(), globs_.end(),
                                      [&table](const auto& glob) { return glob.first == table; });
            if (known == globs_.end()) {
                known = globs_.insert(globs_.end(), {table, {}});
            }
            known->second.push_back(&rule);
        }
        for (const std::string& element : rule.elements) {
            elements_[element].push_back(&rule);
        }
    }
    std::stable_sort(globs_.begin(), globs_.end(),
                     [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
}

const RuleIndex::Rules& RuleIndex::candidates(RecordShape shape, std::string_view name) const {
    const bool is_row = shape == RecordShape::row;
    const auto& names = is_row ? tables_ : elements_;
    if (const auto found = names.find(is_row ? base::lower(name) : std::string(name)); found != names.end()) {
        return found->second;
    }
    const auto glob = std::find_if(globs_.begin(), is_row ? globs_.end() : globs_.begin(),
                                   [name](const auto& entry) { return base::glob_fits(entry.first, name); });
    return is_row && glob != globs_.end() ? glob->second : none_;
}

bool RuleIndex::names(RecordShape shape, std::string_view name) const {
    return shape == RecordShape::row ? tables_.contains(base::lower(name))
                                     : elements_.contains(std::string(name));
}

bool RuleIndex::wants_columns(std::string_view table, const ColumnNames& columns) const {
    if (names(RecordShape::row, table)) {
        return true;
    }
    const Rules& rules = candidates(RecordShape::row, table);
    if (rules.empty()) {
        return false;
    }
    const std::vector<std::string> known = columns();
    return std::any_of(rules.begin(), rules.end(),
                       [&known](const Rule* rule) { return may_match(*rule, known); });
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
