#include "cli/rule_text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "base/text.hpp"
#include "rules/rule_words.hpp"

namespace postern::cli {

namespace {

constexpr std::size_t kWidth = 100;

std::string places(const Rule& rule) {
    std::string text;
    if (!rule.tables.empty()) {
        text += fmt::format("  table {}\n", fmt::join(rule.tables, ", "));
    }
    if (!rule.elements.empty()) {
        text += fmt::format("  element {}\n", fmt::join(rule.elements, ", "));
    }
    return text;
}

std::string names(const Selector& selector) {
    std::vector<std::string> all = selector.columns;
    all.insert(all.end(), selector.attributes.begin(), selector.attributes.end());
    all.insert(all.end(), selector.leaves.begin(), selector.leaves.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return fmt::format("{}", fmt::join(all, ", "));
}

std::string meaning(const Rule& rule) {
    if (rule.finding) {
        const std::string role =
            rule.finding->role ? fmt::format("; only with --role {}", rules::word_for(*rule.finding->role))
                               : std::string();
        return fmt::format("Finding\n  {}, at {}{}\n", rules::word_for(rule.finding->severity),
                           names(rule.finding->at), role);
    }
    std::string text = "Secrets\n";
    for (const SecretRule& secret : rule.secrets) {
        text += fmt::format("  {} in {}\n", secret.type, names(secret.from));
    }
    return text;
}

std::string change(const char* what, const std::optional<Change>& change, const std::string& reason) {
    if (!change) {
        return reason.empty() ? "" : fmt::format("\n{}\n  no change: {}\n", what, reason);
    }
    std::string text = fmt::format("\n{}\n", what);
    for (const auto& [field, value] : change->set) {
        text += fmt::format("  {} = {}\n", field, value.value_or("NULL"));
    }
    return text;
}

// Of rules or providers.
template <typename Item>
std::string section(const char* heading, const std::vector<Item>& items) {
    std::size_t width = 0;
    for (const Item& item : items) {
        width = std::max(width, item.id.size());
    }
    std::string text = fmt::format("{}\n", heading);
    for (const Item& item : items) {
        text += fmt::format("  {:<{}}  {}\n", item.id, width, item.title);
    }
    return text;
}

}  // namespace

std::string rule_list(const RuleSet& rules) {
    return section("Rules", rules.rules) + "\n" + section("Providers", rules.providers);
}

std::string rule_description(const Rule& rule) {
    std::string text = fmt::format("{}: {}\n\n{}\nLooks at\n{}\n{}", rule.id, rule.title,
                                   base::wrapped(rule.risk, kWidth), places(rule), meaning(rule));
    text += change("When mail goes through the relay", rule.relay, rule.no_relay);
    text += change("When a copy is scrubbed", rule.scrub, rule.no_scrub);
    text += "\nAdvice\n";
    for (const std::string& line : rule.advice) {
        text += fmt::format("  - {}\n", line);
    }
    text += "\nReferences\n";
    for (const std::string& reference : rule.references) {
        text += fmt::format("  {}\n", reference);
    }
    return text + fmt::format("\nDefined in {}:{}\n", rule.origin.file, rule.origin.line);
}

std::string check_summary(const RuleSet& rules) {
    std::size_t examples = 0;
    std::size_t counter_examples = 0;
    for (const Rule& rule : rules.rules) {
        examples += rule.examples.size();
        counter_examples += rule.counter_examples.size();
    }
    return fmt::format(
        "{} rules: {} examples match as they should, {} counter-examples do not\n"
        "{} providers: every value has its form, each names its sources\n",
        rules.rules.size(), examples, counter_examples, rules.providers.size());
}

}  // namespace postern::cli
