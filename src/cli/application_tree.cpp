#include "cli/application_tree.hpp"

#include <CLI/CLI.hpp>

#include "cli/config_option.hpp"
#include "cli/help_footer.hpp"

namespace postern::cli {

namespace {

constexpr const char* kDescription =
    "postern finds the mail credentials that Jira, Confluence and their Tomcat keep in databases, backups\n"
    "and configuration files, says who can read them, and lets a local Postfix send the mail instead.";

constexpr const char* kExamples =
    "  postern scan /var/backups                  every backup below a folder\n"
    "  zcat jira.sql.gz | postern scan -          a dump from a pipe\n"
    "  postern scan --format json -o report.json /var/backups\n"
    "  postern scan postgresql://jira@db/jira     a live database, which is only read\n"
    "  postern migrate postgresql://jira@db/jira --postfix-dir relay    the plan; --apply does it\n"
    "  postern postfix jira.sql.gz --postfix-dir relay   a Postfix that sends for Jira\n"
    "  postern rules list                         what it looks for";

const ExitMeanings kCodes{
    {ExitCode::clean, "clean or done"},
    {ExitCode::findings, "findings at or above --fail-on; of a plan: there is something to do"},
    {ExitCode::usage, "usage or rule error"},
    {ExitCode::failed, "the run failed and changed nothing"},
    {ExitCode::incomplete, "finished but incomplete: something could not be read or done (wins over 1)"},
    {ExitCode::interrupted, "interrupted, nothing half-written"},
};

}  // namespace

std::shared_ptr<CLI::App> make_application(const std::vector<std::unique_ptr<Command>>& commands) {
    auto application = std::make_shared<CLI::App>(kDescription, "postern");
    application->set_version_flag("--version", "postern " POSTERN_VERSION, "Print the version and exit");
    application->require_subcommand(1);
    application->footer(help_footer(kExamples, kCodes));
    for (const auto& command : commands) {
        command->setup(*application);
    }
    add_config_option(*application);
    return application;
}

std::string command_names(const CLI::App& application) {
    const auto commands = application.get_subcommands([](const CLI::App*) { return true; });
    std::string names;
    for (const CLI::App* command : commands) {
        const bool last = command == commands.back();
        names += (names.empty() ? "" : last ? " and " : ", ") + command->get_name();
    }
    return names;
}

}  // namespace postern::cli
