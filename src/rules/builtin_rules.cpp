#include "rules/builtin_rules.hpp"

#include <algorithm>

#include "rules/rule_loader.hpp"

namespace postern::rules {

RuleSet load_builtin_rules() {
    RuleSet set;
    for (const BuiltinRuleFile& file : builtin_rule_files()) {
        append_rules(set, load_rules(file.text, "builtin:" + std::string(file.name)));
    }
    return set;
}

RuleSet with_added_rules(RuleSet base, const std::filesystem::path& folder) {
    for (Rule& added : load_rule_folder(folder).rules) {
        const auto same_id = [&](const Rule& rule) { return rule.id == added.id; };
        const auto known = std::find_if(base.rules.begin(), base.rules.end(), same_id);
        if (known == base.rules.end()) {
            base.rules.push_back(std::move(added));
        } else {
            *known = std::move(added);
        }
    }
    return base;
}

}  // namespace postern::rules
