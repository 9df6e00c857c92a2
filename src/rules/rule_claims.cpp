#include "rules/rule_claims.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "base/text.hpp"

namespace postern::rules {

namespace {

using Names = std::set<std::string>;

// What one rule does to one record.
struct Claims {
    Names secrets;   // fields in which it reports a secret
    Names settings;  // fields at which it reports a finding
    Names changes;   // fields that its relay or its scrub changes
};

using Rules = std::vector<const Rule*>;

template <typename Predicate>
Rules rules_that(const RuleSet& rules, const Predicate& fits) {
    Rules found;
    for (const Rule& rule : rules.rules) {
        if (fits(rule)) {
            found.push_back(&rule);
        }
    }
    return found;
}

bool names(const Rule& rule, const Example& example) {
    if (example.shape == RecordShape::element) {
        return std::find(rule.elements.begin(), rule.elements.end(), example.name) != rule.elements.end();
    }
    return std::any_of(rule.tables.begin(), rule.tables.end(), [&example](const std::string& table) {
        return base::equal_without_case(table, example.name);
    });
}

// Length of the longest that fits the table.
std::size_t longest_glob(const Rule& rule, const Example& example) {
    std::size_t longest = 0;
    for (const std::string& table : rule.tables) {
        const bool fits = example.shape == RecordShape::row && base::glob_fits(table, example.name);
        longest = std::max(longest, fits ? table.size() : 0);
    }
    return longest;
}

// By its name alone. Globs are for tables that no rule names, the longest before others.
Rules rules_for(const RuleSet& rules, const Example& example) {
    const Rules named = rules_that(rules, [&example](const Rule& rule) { return names(rule, example); });
    std::size_t longest = 1;
    for (const Rule& rule : rules.rules) {
        longest = std::max(longest, longest_glob(rule, example));
    }
    return !named.empty() ? named : rules_that(rules, [&example, longest](const Rule& rule) {
        return longest_glob(rule, example) == longest;
    });
}

// A field of a document within the record has no name here: changes to the document are seen all the same.
Names secret_fields(const std::vector<DetectedAccount>& accounts, const Example& example) {
    Names names;
    for (const Account& account : accounts) {
        for (const AccountSecret& secret : account.secrets) {
            if (secret.encoding != Encoding::external && secret.field < example.fields.size()) {
                names.insert(example.fields[secret.field].first);
            }
        }
    }
    return names;
}

Names changed_fields(const Example& before, const Example& after) {
    const auto lacks = [](const Example& example, const auto& field) {
        return std::find(example.fields.begin(), example.fields.end(), field) == example.fields.end();
    };
    Names names;
    for (const auto& field : before.fields) {
        if (lacks(after, field)) {
            names.insert(field.first);
        }
    }
    for (const auto& field : after.fields) {
        if (lacks(before, field)) {
            names.insert(field.first);
        }
    }
    return names;
}

Claims claims_of(const Rule& rule, const Example& example, const ExampleTrial& trial) {
    Claims claims;
    if (rule.finding) {
        for (const Finding& finding : trial.findings(rule, example)) {
            claims.settings.insert(finding.location.field);
        }
    } else {
        claims.secrets = secret_fields(trial.accounts(rule, example), example);
    }
    for (const ChangeExample* change : {&trial.relay, &trial.scrub}) {
        claims.changes.merge(changed_fields(example, (*change)(rule, example)));
    }
    return claims;
}

std::optional<std::string> common(const Names& some, const Names& others) {
    const auto same =
        std::find_if(some.begin(), some.end(), [&](const auto& name) { return others.count(name) > 0; });
    return same == some.end() ? std::nullopt : std::optional(*same);
}

// As a clause about the other rule.
std::optional<std::string> clash(const Claims& own, const Claims& other) {
    if (const auto field = common(own.secrets, other.secrets)) {
        return fmt::format("reports the secret in '{}'", *field);
    }
    for (const auto& [secrets, settings] :
         {std::pair(&own.secrets, &other.settings), std::pair(&other.secrets, &own.settings)}) {
        if (const auto field = common(*secrets, *settings)) {
            return fmt::format("reports '{}'", *field);
        }
    }
    if (const auto field = common(own.changes, other.changes)) {
        return fmt::format("changes '{}'", *field);
    }
    return std::nullopt;
}

class Checker {
public:
    Checker(const RuleSet& rules, const ExampleTrial& trial) : rules_(rules), trial_(trial) {}

    std::vector<RuleProblem> problems() {
        for (const Rule& owner : rules_.rules) {
            for (const Example& example : owner.examples) {
                check(owner, example);
            }
        }
        return std::move(problems_);
    }

private:
    void check(const Rule& owner, const Example& example) {
        const Rules candidates = rules_for(rules_, example);
        if (candidates.size() < 2 ||
            std::find(candidates.begin(), candidates.end(), &owner) == candidates.end()) {
            return;
        }
        const Claims own = claims_of(owner, example, trial_);
        for (const Rule* other : candidates) {
            const auto pair = &owner < other ? std::pair(&owner, other) : std::pair(other, &owner);
            if (other == &owner || told_.count(pair) > 0) {
                continue;
            }
            if (const auto what = clash(own, claims_of(*other, example, trial_))) {
                told_.insert(pair);
                add(*pair.first, *pair.second,
                    fmt::format("{} of the example at {}:{}", *what, owner.origin.file, example.line));
            }
        }
    }

    void add(const Rule& earlier, const Rule& later, const std::string& what) {
        problems_.push_back({later.id, later.origin.file, later.origin.line,
                             fmt::format("{}, and so does rule {}", what, earlier.id),
                             fmt::format("tell their records apart by requires or where, or take the place "
                                         "of the other with its id, {}",
                                         earlier.id)});
    }

    const RuleSet& rules_;
    const ExampleTrial& trial_;
    std::set<std::pair<const Rule*, const Rule*>> told_;
    std::vector<RuleProblem> problems_;
};

}  // namespace

std::vector<RuleProblem> check_claims(const RuleSet& rules, const ExampleTrial& trial) {
    return Checker(rules, trial).problems();
}

}  // namespace postern::rules
