#include "rules/rule_checker.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "rules/account_difference.hpp"

namespace postern::rules {

namespace {

class Checker {
public:
    Checker(const Rule& rule, const ExampleTrial& trial, std::vector<RuleProblem>& problems)
        : rule_(rule), trial_(trial), problems_(problems) {}

    void check() {
        check_examples();
        check_layouts();
        check_scrub();
        check_reasons();
    }

private:
    void add(std::size_t line, std::string message) {
        problems_.push_back({rule_.id, rule_.origin.file, line, std::move(message)});
    }

    void check_examples() {
        for (const Example& example : rule_.examples) {
            check_example(example);
        }
        for (const Example& example : rule_.counter_examples) {
            check_counter_example(example);
        }
    }

    void check_counter_example(const Example& example) {
        const std::size_t count =
            rule_.finding ? trial_.findings(rule_, example).size() : trial_.accounts(rule_, example).size();
        if (count > 0) {
            add(example.line, fmt::format("the counter-example gives {} {}, expected none", count,
                                          rule_.finding ? "findings" : "accounts"));
        }
    }

    void check_example(const Example& example) {
        if (rule_.finding) {
            check_finding(example);
            return;
        }
        const auto accounts = trial_.accounts(rule_, example);
        if (accounts.size() != 1) {
            add(example.line, fmt::format("the example gives {} accounts, expected one", accounts.size()));
            return;
        }
        if (const auto difference = account_difference(example, accounts.front())) {
            add(example.line, "the example gives another account: " + *difference);
            return;
        }
        if (rule_.relay && trial_.relay(rule_, example).fields != example.fields) {
            check_change("relay", trial_.relay, example);
        }
        if (rule_.scrub) {
            check_change("scrub", trial_.scrub, example);
        }
    }

    void check_change(const char* what, const ChangeExample& change, const Example& example) {
        const Example once = change(rule_, example);
        const auto accounts = trial_.accounts(rule_, once);
        const bool exposed = std::any_of(accounts.begin(), accounts.end(), [](const Account& account) {
            return std::any_of(
                account.secrets.begin(), account.secrets.end(),
                [](const AccountSecret& secret) { return secret.encoding != Encoding::external; });
        });
        if (exposed) {
            add(example.line, fmt::format("{} leaves a secret in the example", what));
        }
        check_second_time(what, change, once, example.line);
    }

    void check_finding(const Example& example) {
        const auto findings = trial_.findings(rule_, example);
        if (findings.size() != 1) {
            add(example.line, fmt::format("the example gives {} findings, expected one", findings.size()));
        } else if (findings[0].location.field != example.finding) {
            add(example.line, fmt::format("the finding points at '{}', expected '{}'",
                                          findings[0].location.field, example.finding));
        } else if (rule_.scrub) {
            check_scrubbed_setting(example);
        }
    }

    void check_scrubbed_setting(const Example& example) {
        const Example once = trial_.scrub(rule_, example);
        if (!trial_.findings(rule_, once).empty()) {
            add(example.line, "scrub leaves the finding in the example");
        }
        check_second_time("scrub", trial_.scrub, once, example.line);
    }

    void check_second_time(const char* what, const ChangeExample& change, const Example& once,
                           std::size_t line) {
        if (change(rule_, once).fields != once.fields) {
            add(line, fmt::format("{} changes the example again when it comes a second time", what));
        }
    }

    void check_reasons() {
        if (!rule_.finding && !rule_.relay && rule_.no_relay.empty()) {
            add(rule_.origin.line, "neither [rule.relay] nor no_relay, which says why there is none");
        }
        if (!rule_.scrub && rule_.no_scrub.empty()) {
            add(rule_.origin.line, "neither [rule.scrub] nor no_scrub, which says why there is none");
        }
    }

    void check_layouts() {
        std::set<std::vector<std::string>> known;
        for (std::size_t i = 0; i < rule_.layouts.size(); ++i) {
            std::vector<std::string> columns;
            for (const std::string& column : rule_.layouts[i].columns) {
                columns.push_back(base::lower(column));
            }
            check_layout(i + 1, columns);
            if (!known.insert(columns).second) {
                add(rule_.origin.line, fmt::format("layout {} repeats an earlier one", i + 1));
            }
        }
    }

    void check_layout(std::size_t number, const std::vector<std::string>& columns) {
        const std::set<std::string> distinct(columns.begin(), columns.end());
        if (distinct.size() != columns.size()) {
            add(rule_.origin.line, fmt::format("layout {} names a column twice", number));
        }
        for (const std::string& required : rule_.requires_all) {
            if (distinct.count(base::lower(required)) == 0) {
                add(rule_.origin.line,
                    fmt::format("layout {} lacks the required column '{}'", number, required));
            }
        }
    }

    void check_scrub() {
        if (!rule_.scrub) {
            return;
        }
        for (const SecretRule& secret : rule_.secrets) {
            for (const auto* names : {&secret.from.columns, &secret.from.attributes, &secret.from.leaves}) {
                for (const std::string& name : *names) {
                    check_scrubbed(name);
                }
            }
        }
    }

    void check_scrubbed(const std::string& name) {
        const auto covers = [&name](const auto& field) {
            return field.first == name || (is_name_glob(field.first) && base::glob_fits(field.first, name));
        };
        if (std::none_of(rule_.scrub->set.begin(), rule_.scrub->set.end(), covers)) {
            add(rule_.origin.line, fmt::format("scrub leaves the secret in '{}'", name));
        }
    }

    const Rule& rule_;
    const ExampleTrial& trial_;
    std::vector<RuleProblem>& problems_;
};

}  // namespace

std::vector<RuleProblem> check_rules(const RuleSet& rules, const ExampleTrial& trial) {
    std::vector<RuleProblem> problems;
    for (const Rule& rule : rules.rules) {
        Checker(rule, trial, problems).check();
    }
    return problems;
}

}  // namespace postern::rules
