#include "cli/rule_selection.hpp"

#include "rules/builtin_rules.hpp"

namespace postern::cli {

RuleSet select_rules(const std::string& folder) {
    RuleSet rules = rules::load_builtin_rules();
    return folder.empty() ? rules : rules::with_added_rules(std::move(rules), folder);
}

}  // namespace postern::cli
