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
    "  pg_dump -Fc jira | postern migrate - -o relayed.dump --postfix-dir relay\n"
    "  postern migrate --in-place conf/server.xml --postfix-dir relay\n"
    "\n"
    "Exit codes: 0 done and read again (of a plan: nothing to change), 1 there is something to change,\n"
    "2 usage or rule error, 3 failed: no file was written, no row was changed, 4 not read or not\n"
    "finished to the end, or something has to be filled in by hand, 130 interrupted.";

}  // namespace

void CommandMigrate::setup(CLI::App& application) {
    command_ = application.add_subcommand("migrate", "Point live databases, or backups, at a local Postfix");
    command_->footer(kFooter);
    command_
        ->add_option("TARGET", options_.targets,
                     "A database's URL, with files that lend accounts; or a backup")
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
