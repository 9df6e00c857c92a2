#include "cli/command_scan.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <thread>

#include "cli/database_targets.hpp"
#include "cli/relay_option.hpp"
#include "cli/rule_selection.hpp"
#include "postern/error.hpp"

namespace postern::cli {

namespace {

constexpr const char* kFooter =
    "Examples:\n"
    "  postern scan /var/backups                    every backup below a folder\n"
    "  postern scan server.xml jira.sql.gz          single files, compressed or not\n"
    "  ssh db pg_dump jira | postern scan -         a dump from a pipe\n"
    "  postern scan --role sandbox                  whether this host's Postfix can mail real people\n"
    "  postern scan postgresql://jira@db/jira       a live database, which is only read\n"
    "  postern scan --format json -o report.json --fail-on high /var/backups\n"
    "\n"
    "Exit codes: 0 clean, 1 findings at or above --fail-on, 2 usage or rule error, 3 failed,\n"
    "4 incomplete: something could not be read (wins over 1), 130 interrupted.";

template <typename Value>
using Words = std::vector<std::pair<std::string, Value>>;

template <typename Value>
void add_choice(CLI::App& command, const std::string& name, const std::string& help,
                const Words<Value>& words, Value& value) {
    std::string all;
    for (const auto& [word, meaning] : words) {
        all += (all.empty() ? "" : "|") + word;
    }
    const auto choose = [&words, &value, name, all](const std::string& chosen) {
        for (const auto& [word, meaning] : words) {
            if (word == chosen) {
                value = meaning;
                return;
            }
        }
        throw Error(ErrorKind::usage, name + " does not know this word", "it takes " + all);
    };
    command.add_option_function<std::string>(name, choose, help)->type_name(all);
}

ExitCode verdict(const Report& report, std::optional<Severity> fail_on) {
    if (!report.complete()) {
        return ExitCode::incomplete;
    }
    const bool fails =
        fail_on && std::any_of(report.findings.begin(), report.findings.end(),
                               [&](const Finding& finding) { return finding.severity >= *fail_on; });
    return fails ? ExitCode::findings : ExitCode::clean;
}

}  // namespace

void CommandScan::setup(CLI::App& application) {
    command_ = application.add_subcommand("scan",
                                          "Find every mail credential in files, databases or standard input");
    command_->footer(kFooter);
    command_
        ->add_option("TARGET", targets_,
                     "A file, a folder of any depth, - (standard input), a database's URL")
        ->type_name("");
    add_database_options(*command_, database_);
    static const Words<std::optional<HostRole>> kRoles{{"production", HostRole::production},
                                                       {"sandbox", HostRole::sandbox}};
    add_choice(*command_, "--role", "What this host is meant to be; looks at its Postfix too", kRoles,
               options_.role);
    add_report_options();
    command_->add_option("--rules", rules_folder_, "Add the rules of a folder; same ids replace")
        ->type_name("DIR");
    command_->add_option("--relay", relay_, "The relay mail should go to (default localhost:25)")
        ->type_name("HOST:PORT");
    options_.jobs = std::max(1U, std::thread::hardware_concurrency());
    command_->add_option("--jobs", options_.jobs, "Files to read at the same time (default: one a processor)")
        ->check(CLI::Range(1U, 256U).description(""))
        ->type_name("N");
}

void CommandScan::add_report_options() {
    static const Words<ReportFormat> kFormats{{"text", ReportFormat::text}, {"json", ReportFormat::json}};
    static const Words<ColorChoice> kColors{
        {"auto", ColorChoice::automatic}, {"always", ColorChoice::always}, {"never", ColorChoice::never}};
    static const Words<std::optional<Severity>> kSeverities{{"high", Severity::high},
                                                            {"medium", Severity::medium},
                                                            {"low", Severity::low},
                                                            {"never", std::nullopt}};
    add_choice(*command_, "--format", "Form of the report (default text)", kFormats, output_.format);
    command_->add_option("-o,--output", output_.path, "Write the report to a file")->type_name("FILE");
    add_choice(*command_, "--fail-on", "Least severity that makes the exit code 1 (default low)", kSeverities,
               fail_on_);
    add_choice(*command_, "--color", "Colour the text report (default auto)", kColors, output_.color);
    command_->add_flag("-q,--quiet", output_.quiet, "Print nothing; only the exit code and -o tell");
}

bool CommandScan::is_chosen() const {
    return command_->parsed();
}

ExitCode CommandScan::run() {
    if (targets_.empty() && !options_.role) {
        throw Error(ErrorKind::usage, "TARGET is required",
                    "name files or folders, or say what this host is with --role");
    }
    Targets sorted = sort_targets(targets_, database_);
    options_.targets = std::move(sorted.files);
    options_.databases = std::move(sorted.databases);
    if (output_.path.empty()) {
        throw Error(ErrorKind::usage, "--output takes a file", "is a variable of your script unset?");
    }
    for (const std::string& target : options_.targets) {
        std::error_code error;
        if (output_.path != "-" && std::filesystem::equivalent(target, output_.path, error)) {
            throw Error(ErrorKind::usage, "--output names a target", "the report would take its place");
        }
    }
    options_.relay = parse_relay(relay_);
    options_.show_progress = standard_error_is_terminal() && !output_.quiet;
    const RuleSet rules = select_rules(rules_folder_);
    ReportWriter writer(output_);
    const Report report = run_scan(options_, rules).report;
    writer.write(report);
    return verdict(report, fail_on_);
}

}  // namespace postern::cli
