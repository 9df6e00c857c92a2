#include "audit/column_statistics.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace postern::audit {

namespace {

bool names_column(const Selector& selector, std::string_view column) {
    return std::any_of(selector.columns.begin(), selector.columns.end(),
                       [column](const std::string& name) { return base::equal_without_case(name, column); });
}

bool is_secret(const Rule& rule, std::string_view column) {
    return (rule.nested && names_column(rule.nested->field, column)) ||
           std::any_of(rule.secrets.begin(), rule.secrets.end(),
                       [column](const SecretRule& secret) { return names_column(secret.from, column); });
}

bool clears(const std::optional<Change>& change, std::string_view column) {
    return change && std::any_of(change->set.begin(), change->set.end(), [column](const auto& entry) {
               const auto& [name, value] = entry;
               return !value && (base::equal_without_case(name, column) ||
                                 (is_name_glob(name) && base::glob_fits(name, column)));
           });
}

bool is_cleared(const Rule& rule, std::string_view column) {
    return clears(rule.relay, column) || clears(rule.scrub, column);
}

// The first rule of the table of which that holds.
template <typename Holds>
const Rule* find_rule(const RuleIndex& rules, const Record& statistics, Holds holds) {
    const std::string_view column = value_of(statistics, "column");
    for (const Rule* rule : rules.candidates(RecordShape::row, value_of(statistics, "table"))) {
        if (holds(*rule, column)) {
            return rule;
        }
    }
    return nullptr;
}

}  // namespace

std::string_view value_of(const Record& statistics, std::string_view name) {
    const auto found = std::find_if(statistics.fields.begin(), statistics.fields.end(),
                                    [name](const Field& field) { return field.name == name; });
    return found != statistics.fields.end() && found->value ? *found->value : std::string_view();
}

bool is_column_statistics(const Record& record) {
    return record.shape == RecordShape::element && record.name == kColumnStatistics;
}

std::string_view column_use(const RuleIndex& rules, const Record& statistics) {
    if (find_rule(rules, statistics, is_secret) != nullptr) {
        return "secret";
    }
    return find_rule(rules, statistics, is_cleared) != nullptr ? "cleared" : "";
}

const Rule* rule_of_column(const RuleIndex& rules, const Record& statistics) {
    const Rule* secret = find_rule(rules, statistics, is_secret);
    return secret != nullptr ? secret : find_rule(rules, statistics, is_cleared);
}

std::vector<std::size_t> statistics_values(const Record& statistics) {
    std::vector<std::size_t> values;
    for (std::size_t i = 0; i < statistics.fields.size(); ++i) {
        const Field& field = statistics.fields[i];
        const bool names = field.name == "table" || field.name == "column" || field.name == "name";
        if (!names && field.value) {
            values.push_back(i);
        }
    }
    return values;
}

}  // namespace postern::audit
