#include "cli/command_migrate.hpp"

#include <CLI/CLI.hpp>

#include "cli/change_run.hpp"
#include "cli/postfix_arguments.hpp"

namespace postern::cli {

namespace {

constexpr const char* kFooter =
    "Examples:\n"
    "  postern migrate postgresql://jira@db/jira --postfix-dir relay           shows the plan\n"
    "  postern migrate postgresql://jira@db/jira --postfix-dir relay --apply   does it\n"
    "  postern migrate --follow /var/atlassian/application-data/jira --postfix-dir relay\n"
    "\n"
    "Exit codes: 0 done and read again (or, without --apply, nothing to change), 1 there is something to\n"
    "change, 2 usage or rule error, 3 failed and no row was changed, 4 not read or not finished to\n"
    "the end, or something has to be filled in by hand, 130 interrupted.";

}  // namespace

void CommandMigrate::setup(CLI::App& application) {
    command_ = application.add_subcommand("migrate", "Point live databases at a local Postfix");
    command_->footer(kFooter);
    command_
        ->add_option("TARGET", options_.targets,
                     "A database's URL; files (a server.xml) only lend Postfix accounts")
        ->required()
        ->type_name("");
    add_change_arguments(*command_, options_);
    add_route_arguments(*command_, options_.postfix);
    add_account_arguments(*command_, options_.postfix);
    add_host_arguments(*command_, options_.postfix);
}

bool CommandMigrate::is_chosen() const {
    return command_->parsed();
}

ExitCode CommandMigrate::run() {
    return run_change({"migrate", audit::Purpose::relay}, options_);
}

}  // namespace postern::cli
