#include "report/next_steps.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "report/quantity.hpp"
#include "report/shown_text.hpp"
#include "report/text_phrases.hpp"

namespace postern::report {

namespace {

// What one rule asks for, while it is put together.
class Gathering {
public:
    void add(const Finding& finding) {
        steps_.severity = std::max(steps_.severity, finding.severity);
        ++steps_.places;
        if (!is_setting(finding)) {
            add_account(who(finding.account));
        }
        for (const std::string& step : finding.advice) {
            add_step(shown(step));
        }
    }

    NextSteps take(std::string about) {
        steps_.about = std::move(about);
        return std::move(steps_);
    }

private:
    void add_account(std::string account) {
        if (known_accounts_.insert(account).second) {
            steps_.accounts.push_back(std::move(account));
        }
    }

    void add_step(std::string text) {
        const auto [known, is_new] = known_steps_.try_emplace(text, steps_.steps.size());
        if (is_new) {
            steps_.steps.push_back({std::move(text)});
        }
        ++steps_.steps[known->second].places;
    }

    NextSteps steps_;
    std::set<std::string> known_accounts_;
    std::map<std::string, std::size_t> known_steps_;
};

}  // namespace

std::vector<NextSteps> next_steps(const Report& report) {
    std::vector<std::pair<std::string, Gathering>> by_rule;
    std::map<std::string, std::size_t> position;
    for (const Finding& finding : report.findings) {
        if (!finding.counts() || finding.advice.empty()) {
            continue;
        }
        const std::string title = finding_title(report, finding);
        const auto [entry, is_new] = position.try_emplace(title, by_rule.size());
        if (is_new) {
            by_rule.emplace_back(title, Gathering());
        }
        by_rule[entry->second].second.add(finding);
    }
    std::vector<NextSteps> result;
    for (auto& [title, gathering] : by_rule) {
        result.push_back(gathering.take(title));
    }
    std::stable_sort(result.begin(), result.end(),
                     [](const NextSteps& a, const NextSteps& b) { return a.severity > b.severity; });
    return result;
}

std::string step_text(const NextSteps& steps, const NextStep& step) {
    return step.places < steps.places ? fmt::format("{} ({} of {})", step.text, grouped_digits(step.places),
                                                    counted(steps.places, "place"))
                                      : step.text;
}

std::string few_names(const std::vector<std::string>& names, std::size_t most) {
    std::string list;
    const std::size_t told = std::min(names.size(), most);
    for (std::size_t i = 0; i < told; ++i) {
        const bool is_last = i + 1 == told && told == names.size();
        list += (i == 0 ? "" : is_last ? " and " : ", ") + names[i];
    }
    return told < names.size() ? fmt::format("{} and {} more", list, grouped_digits(names.size() - told))
                               : list;
}

std::string finding_title(const Report& report, const Finding& finding) {
    return finding.kind == FindingKind::open_mail_route ? "Open mail route"
                                                        : rule_title(report, finding.rule);
}

std::string rule_title(const Report& report, const std::string& rule) {
    const auto found = std::find_if(report.rules.begin(), report.rules.end(),
                                    [&rule](const RuleFacts& facts) { return facts.id == rule; });
    return shown(found != report.rules.end() && !found->title.empty() ? found->title : rule);
}

}  // namespace postern::report
