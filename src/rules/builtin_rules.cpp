#include "rules/builtin_rules.hpp"

#include <algorithm>
#include <iterator>

#include "rules/rule_loader.hpp"

namespace postern::rules {

namespace {

// Puts those of added whose id known has in its place there; returns the others.
template <typename Item>
std::vector<Item> replace_known(std::vector<Item>& known, std::vector<Item> added) {
    std::vector<Item> others;
    for (Item& item : added) {
        const auto same_id = [&](const Item& other) { return other.id == item.id; };
        const auto place = std::find_if(known.begin(), known.end(), same_id);
        (place == known.end() ? others.emplace_back() : *place) = std::move(item);
    }
    return others;
}

}  // namespace

RuleSet load_builtin_rules() {
    RuleSet set;
    for (const BuiltinRuleFile& file : builtin_rule_files()) {
        append_rules(set, load_rules(file.text, "builtin:" + std::string(file.name)));
    }
    set.added.clear();
    return set;
}

RuleSet with_added_rules(RuleSet base, const std::filesystem::path& folder) {
    RuleSet added = load_rule_folder(folder);
    base.added = std::move(added.added);
    auto rules = replace_known(base.rules, std::move(added.rules));
    auto providers = replace_known(base.providers, std::move(added.providers));
    std::move(rules.begin(), rules.end(), std::back_inserter(base.rules));
    base.providers.insert(base.providers.begin(), std::make_move_iterator(providers.begin()),
                          std::make_move_iterator(providers.end()));
    return base;
}

}  // namespace postern::rules
