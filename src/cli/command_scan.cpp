#include "cli/command_scan.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <cctype>
#include <iterator>
#include <string>
#include <thread>

#include "base/host_name.hpp"
#include "cli/choice_option.hpp"
#include "cli/config_option.hpp"
#include "cli/database_targets.hpp"
#include "cli/file_option.hpp"
#include "cli/help_footer.hpp"
#include "cli/input_guard.hpp"
#include "cli/login_verification.hpp"
#include "cli/relay_option.hpp"
#include "cli/report_options.hpp"
#include "cli/rule_selection.hpp"
#include "cli/shard_option.hpp"
#include "cli/standard_error.hpp"
#include "cli/unopened_targets.hpp"
#include "cli/verdict.hpp"
#include "postern/error.hpp"
#include "target/tidy_path.hpp"

namespace postern::cli {

namespace {

constexpr const char* kExamples =
    "  postern scan /var/backups                    every backup below a folder\n"
    "  postern scan server.xml jira.sql.gz          single files, compressed or not\n"
    "  ssh db pg_dump jira | postern scan -         a dump from a pipe\n"
    "  postern scan --role sandbox                  whether this host's Postfix can mail real people\n"
    "  postern scan postgresql://jira@db/jira       a live database, which is only read\n"
    "  postern scan --format html=report.html,json=report.json --fail-on high /var/backups";

// Says what is wrong; empty: nothing.
std::string refuse_no_host(const std::string& name) {
    constexpr std::size_t kMostBytes = 255;
    const bool is_name = !name.empty() && name.size() <= kMostBytes &&
                         std::all_of(name.begin(), name.end(), [](unsigned char c) {
                             return std::isalnum(c) != 0 || c == '.' || c == '-' || c == '_' || c == ':';
                         });
    return is_name ? "" : "takes letters, digits, and any of . - _ :";
}

const ExitMeanings kCodes{
    {ExitCode::clean, "nothing found, everything read"},
    {ExitCode::findings, "findings at or above --fail-on"},
    {ExitCode::usage, "usage or rule error"},
    {ExitCode::failed, "the run failed and changed nothing"},
    {ExitCode::incomplete,
     "finished but incomplete: something could not be read, or there was nothing at all (wins over 1; the "
     "report holds both)"},
    {ExitCode::interrupted, "interrupted, nothing half-written"},
};

}  // namespace

void CommandScan::setup(CLI::App& application) {
    command_ = application.add_subcommand("scan",
                                          "Find every mail credential in files, databases or standard input");
    command_->footer(help_footer(kExamples, kCodes));
    command_
        ->add_option("TARGET", targets_,
                     "A file, a folder of any depth, - (standard input), a database's URL")
        ->type_name("");
    add_database_options(*command_, database_);
    static const Choices<std::optional<HostRole>> kRoles{{"production", HostRole::production},
                                                         {"sandbox", HostRole::sandbox}};
    add_choice(*command_, "--role", "What this host is meant to be; looks at its Postfix too", kRoles,
               options_.role);
    add_report_options(*command_, output_);
    add_fail_on(*command_, fail_on_);
    command_->add_flag("-q,--quiet", output_.quiet, "Print nothing; only the exit code and -o tell");
    command_->add_flag("-v,--verbose", options_.verbose, "Name each source as it is read, and its kind");
    add_acceptance_options(*command_, acceptance_);
    add_file_option(*command_, "--fingerprint-key",
                    "Compare credentials from run to run by the key in a file", options_.fingerprint_key);
    command_->add_option("--host", options_.host, "What the report calls this host (default: its name)")
        ->check(CLI::Validator(refuse_no_host, ""))
        ->type_name("NAME");
    command_->add_option("--shard", shard_, "Look at one of N parts of the targets")->type_name("I/N");
    command_->add_option("--rules", rules_folder_, "Add the rules of a folder; same ids replace")
        ->type_name("DIR");
    add_login_options();
    command_->add_option("--relay", relay_, "The relay mail should go to (default localhost:25)")
        ->type_name("HOST:PORT");
    options_.jobs = std::max(1U, std::thread::hardware_concurrency());
    command_->add_option("--jobs", options_.jobs, "Files to read at the same time (default: one a processor)")
        ->check(CLI::Range(1U, 256U).description(""))
        ->type_name("N");
}

void CommandScan::add_login_options() {
    command_
        ->add_flag("--verify-logins", verify_logins_,
                   "Try each password at its mail server, once, after the scan")
        ->configurable(false);
    command_->add_option("--verify-ca", verify_ca_, "Certificates to trust there, beside the system's (PEM)")
        ->type_name("FILE")
        ->configurable(false);
}

bool CommandScan::is_chosen() const {
    return command_->parsed();
}

Report CommandScan::scan(const RuleSet& rules) {
    if (!verify_ca_.empty() && !verify_logins_) {
        throw Error(ErrorKind::usage, "--verify-ca is for --verify-logins alone",
                    "add it, or leave both out");
    }
    std::optional<LoginVerification> logins;
    if (verify_logins_) {
        logins.emplace(verify_ca_, options_.show_progress);
    }
    options_.keep_accounts = verify_logins_;
    ScanResult result = run_scan(options_, rules);
    if (logins) {
        run_logins(result.accounts, *logins, result.report);
    }
    return std::move(result.report);
}

// Before anything is read.
void CommandScan::check_output() {
    if (output_.path.empty()) {
        throw Error(ErrorKind::usage, "--output takes a file", "is a variable of your script unset?");
    }
    if (output_.quiet && options_.verbose) {
        throw Error(ErrorKind::usage, "--verbose and --quiet are opposites", "take one of them");
    }
    std::vector<std::string> inputs = targets_;
    inputs.insert(inputs.end(), {options_.fingerprint_key, acceptance_.waivers, acceptance_.baseline,
                                 database_.password_file, verify_ca_, rules_folder_, config_file(*command_)});
    options_.reports = report_places(output_.forms, output_.path);
    refuse_reports_over_inputs(options_.reports, inputs);
}

void CommandScan::check_shard() {
    if (!shard_) {
        return;
    }
    options_.shard =
        parse_shard(*shard_, options_.host.empty() ? base::host_name() : options_.host, targets_);
    if (verify_logins_) {
        throw Error(
            ErrorKind::usage, "--verify-logins does not go with --shard",
            "a password that lies in several shards would be tried once in each: try them by a scan of "
            "fewer targets");
    }
    if (!acceptance_.baseline.empty()) {
        throw Error(ErrorKind::usage, "--baseline does not go with --shard",
                    "what it has may lie in another shard: give it to postern report merge");
    }
    if (!acceptance_.waivers.empty()) {
        throw Error(ErrorKind::usage, "--waivers does not go with --shard",
                    "one that covers nothing here may cover something in another shard: give it to postern "
                    "report merge");
    }
}

ExitCode CommandScan::run() {
    if (targets_.empty() && !options_.role) {
        throw Error(ErrorKind::usage, "TARGET is required",
                    "name files or folders, or say what this host is with --role");
    }
    Targets sorted = sort_targets(targets_, database_);
    std::transform(sorted.files.begin(), sorted.files.end(), std::back_inserter(options_.targets),
                   target::tidy_path);
    options_.databases = std::move(sorted.databases);
    check_output();
    options_.relay = parse_relay(relay_);
    options_.show_progress = standard_error_shows_progress() && !output_.quiet && !options_.verbose;
    check_shard();
    const RuleSet rules = select_rules(rules_folder_);
    const Acceptance acceptance(acceptance_);
    ReportWriter writer(output_);
    Report report = scan(rules);
    acceptance.apply(report);
    const ExitCode code = verdict(report, fail_on_);
    writer.finish(report, code);
    if (output_.quiet) {
        for (const std::string& line : unopened_targets(report, options_.targets)) {
            write_standard_error(fmt::format("postern: {}\n", line));
        }
    }
    return code;
}

}  // namespace postern::cli
