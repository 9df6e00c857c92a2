#include "cli/command_rules.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "cli/example_detector.hpp"
#include "cli/example_editor.hpp"
#include "cli/help_footer.hpp"
#include "cli/provider_text.hpp"
#include "cli/rule_selection.hpp"
#include "cli/rule_text.hpp"
#include "cli/standard_error.hpp"
#include "cli/standard_output.hpp"
#include "postern/error.hpp"
#include "rules/rule_checker.hpp"
#include "rules/rule_claims.hpp"

namespace postern::cli {

namespace {

constexpr const char* kExamples =
    "  postern rules list\n"
    "  postern rules show jira-mailserver\n"
    "  postern rules show microsoft-365\n"
    "  postern rules check --rules my-rules/";

const ExitMeanings kCodes{
    {ExitCode::clean, "done; for check: every example holds"},
    {ExitCode::usage, "usage or rule error, a broken rule file or an example that does not hold"},
    {ExitCode::failed, "the run failed and changed nothing"},
    {ExitCode::interrupted, "interrupted, nothing half-written"},
};

ExitCode check(const RuleSet& rules) {
    const rules::ExampleTrial trial{detect_accounts, detect_findings, relay_example, scrub_example};
    auto problems = rules::check_rules(rules, trial);
    const auto claims = rules::check_claims(rules, trial);
    problems.insert(problems.end(), claims.begin(), claims.end());
    for (const auto& problem : problems) {
        write_standard_error(
            fmt::format("{}:{}: rule {}: {}\n", problem.file, problem.line, problem.rule, problem.message));
        write_standard_error(problem.hint.empty() ? "" : fmt::format("hint: {}\n", problem.hint));
    }
    if (!problems.empty()) {
        return ExitCode::usage;
    }
    StandardOutput().write(check_summary(rules));
    return ExitCode::clean;
}

ExitCode show(const RuleSet& rules, const std::string& id) {
    std::string text;
    for (const Rule& rule : rules.rules) {
        text += rule.id == id ? rule_description(rule) : "";
    }
    for (const Provider& provider : rules.providers) {
        text += provider.id == id ? provider_description(provider) : "";
    }
    if (text.empty()) {
        throw Error(ErrorKind::usage, "there is no rule or provider '" + id + "'",
                    "postern rules list names them all");
    }
    StandardOutput().write(text);
    return ExitCode::clean;
}

}  // namespace

void CommandRules::setup(CLI::App& application) {
    command_ = application.add_subcommand("rules", "Check, list or explain the rules");
    command_->footer(help_footer(kExamples, kCodes));
    command_->require_subcommand(1);
    check_ = command_->add_subcommand("check", "Prove every example and counter-example");
    list_ = command_->add_subcommand("list", "Name every rule and mail provider");
    show_ = command_->add_subcommand("show", "Explain one rule or mail provider");
    show_->add_option("ID", id_, "The id of a rule or a provider")->required();
    for (CLI::App* verb : {check_, list_, show_}) {
        verb->add_option("--rules", rules_folder_, "Add the rules of a folder; same ids replace")
            ->type_name("DIR");
    }
}

bool CommandRules::is_chosen() const {
    return command_->parsed();
}

ExitCode CommandRules::run() {
    const RuleSet rules = select_rules(rules_folder_);
    if (check_->parsed()) {
        return check(rules);
    }
    if (show_->parsed()) {
        return show(rules, id_);
    }
    StandardOutput().write(rule_list(rules));
    return ExitCode::clean;
}

}  // namespace postern::cli
