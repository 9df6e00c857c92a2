#include "cli/command_postfix.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <thread>

#include "base/text.hpp"
#include "cli/account_place.hpp"
#include "cli/database_targets.hpp"
#include "cli/help_footer.hpp"
#include "cli/postfix_arguments.hpp"
#include "cli/postfix_plan.hpp"
#include "cli/postfix_summary.hpp"
#include "cli/rule_selection.hpp"
#include "cli/standard_error.hpp"
#include "cli/standard_output.hpp"
#include "cli/terminal.hpp"
#include "postern/error.hpp"
#include "postfix/configuration.hpp"
#include "postfix/warnings.hpp"

namespace postern::cli {

namespace {

constexpr const char* kExamples =
    "  postern postfix jira.sql.gz --postfix-dir relay       relay through the accounts of a dump\n"
    "  postern postfix server.xml --postfix-dir relay --platform rhel --postfix-version 3.5\n"
    "  postern postfix --blackhole --postfix-dir sandbox     keep all mail of a sandbox\n"
    "  postern postfix --direct --hostname jira.example.com --postfix-dir direct\n"
    "Then read DIR/README, and as root: DIR/install.sh";

const ExitMeanings kCodes{
    {ExitCode::clean, "written, or unchanged"},
    {ExitCode::usage, "usage or rule error"},
    {ExitCode::failed, "the run failed and wrote nothing"},
    {ExitCode::incomplete,
     "written, but a target could not be read to its end, something has to be filled in by hand, or an "
     "account was left out whose login stands elsewhere (Crowd, Bitbucket)"},
    {ExitCode::interrupted, "interrupted, nothing half-written"},
};

// The folder is there by then: that nobody could be told is no failure of the run.
bool tell(const std::string& summary) {
    try {
        StandardOutput().write(summary);
        return true;
    } catch (const Error& error) {
        write_standard_error(fmt::format("postern: {}; the folder is written all the same\n", error.what()));
        return false;
    }
}

}  // namespace

void CommandPostfix::setup(CLI::App& application) {
    command_ = application.add_subcommand("postfix", "Write a Postfix configuration for the accounts found");
    command_->footer(help_footer(kExamples, kCodes));
    command_->add_option("TARGET", targets_, "A file, a folder, - for standard input, or a database's URL")
        ->type_name("");
    add_database_options(*command_, database_);
    command_->add_option("--postfix-dir", options_.folder, "The folder to write")
        ->required()
        ->type_name("DIR");
    command_->add_flag("--blackhole", options_.blackhole, "Let no mail out: all of it goes into a Maildir");
    add_route_arguments(*command_, options_);
    add_account_arguments(*command_, options_);
    add_host_arguments(*command_, options_);
    add_blackhole_arguments(*command_, options_);
    command_
        ->add_option("--rules", rules_folder_, "Add the rules and providers of a folder; same ids replace")
        ->type_name("DIR");
    scan_.jobs = std::max(1U, std::thread::hardware_concurrency());
    command_->add_option("--jobs", scan_.jobs, "Files to read at the same time (default: one a processor)")
        ->check(CLI::Range(1U, 256U).description(""))
        ->type_name("N");
    command_->add_flag("-q,--quiet", quiet_, "Print nothing but errors");
}

bool CommandPostfix::is_chosen() const {
    return command_->parsed();
}

// Mail that goes directly, or nowhere, needs none.
bool CommandPostfix::uses_accounts() const {
    return !options_.direct && (!options_.blackhole || !options_.testers.empty());
}

ScanResult CommandPostfix::find_accounts(const RuleSet& rules) {
    if (!uses_accounts() || targets_.empty()) {
        return {};
    }
    scan_.show_progress = standard_error_shows_progress() && !quiet_;
    scan_.keep_accounts = true;
    return run_scan(scan_, rules);
}

postfix::Selection CommandPostfix::choose(const ScanResult& found, const RuleSet& rules) const {
    std::vector<postfix::Candidate> candidates;
    for (const audit::FoundAccount& account : found.accounts) {
        candidates.push_back({account.account,
                              account_place(account, found.report.sources[account.source].path),
                              account.commented_out, account.location.assumed_layout, account.no_relay});
    }
    postfix::Selection selection =
        postfix::select_upstreams(candidates, rules.providers, read_wishes(options_));
    check_names(options_, selection.upstreams);
    return selection;
}

ExitCode CommandPostfix::run() {
    Targets sorted = sort_targets(targets_, database_);
    scan_.targets = std::move(sorted.files);
    scan_.databases = std::move(sorted.databases);
    check_combination(options_, !targets_.empty());
    postfix::Plan plan = read_plan(options_);
    static_cast<void>(read_wishes(options_));  // a wrong word is told before a long scan
    const RuleSet rules = select_rules(rules_folder_);
    const ScanResult found = find_accounts(rules);
    const postfix::Selection selection = choose(found, rules);
    plan.upstreams = used_upstreams(plan, selection.upstreams);
    if (uses_accounts() && plan.upstreams.empty()) {
        throw Error(ErrorKind::failed, why_no_account(selection, found.report),
                    found.report.complete()
                        ? "postern scan shows what the targets hold; --direct does without an account"
                        : "postern scan lists all that could not be read");
    }
    plan.left_out = left_out_lines(selection);
    plan.not_read = not_read_lines(found.report);
    plan.targets_unused = !uses_accounts() && !targets_.empty();
    const postfix::FolderState state =
        postfix::write_folder(options_.folder, postfix::make_configuration(plan));
    const bool told = quiet_ || tell(postfix_summary(plan, state, options_.folder));
    const bool by_hand = std::any_of(selection.left_out.begin(), selection.left_out.end(),
                                     [](const postfix::LeftOut& left) { return left.by_hand; });
    return told && found.report.complete() && !by_hand && !needs_hands(plan) ? ExitCode::clean
                                                                             : ExitCode::incomplete;
}

}  // namespace postern::cli
