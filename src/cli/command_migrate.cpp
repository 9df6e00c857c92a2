#include "cli/command_migrate.hpp"

#include <CLI/CLI.hpp>

#include "cli/change_run.hpp"
#include "cli/config_option.hpp"
#include "cli/help_footer.hpp"
#include "cli/postfix_arguments.hpp"

namespace postern::cli {

namespace {

constexpr const char* kExamples =
    "  postern migrate postgresql://jira@db/jira --postfix-dir relay           shows the plan\n"
    "  postern migrate postgresql://jira@db/jira --postfix-dir relay --apply   does it\n"
    "  postern migrate --follow /var/atlassian/application-data/jira --postfix-dir relay\n"
    "  pg_dump -Fc jira | postern migrate - -o relayed.dump --postfix-dir relay\n"
    "  postern migrate --in-place conf/server.xml --postfix-dir relay";

const ExitMeanings kCodes{
    {ExitCode::clean, "done and read again; of a plan: nothing to change"},
    {ExitCode::findings, "of a plan: there is something to change"},
    {ExitCode::usage, "usage or rule error"},
    {ExitCode::failed, "failed: no file was written, no row was changed"},
    {ExitCode::incomplete,
     "the plan, --in-place: something could not be read, or an account cannot be led to the relay. Done, but "
     "a placeholder's password still stands in another file, which is named. -o -: the backup was written, "
     "its Postfix was not. --apply: whether rows were changed could not be seen, or only some databases "
     "were; or done, and something is left to do: a password to be filled in, an account that Postfix does "
     "not know, an account that migrate cannot lead to the relay (Crowd, Bitbucket, a row of unknown type), "
     "old values that --purge could not remove"},
    {ExitCode::interrupted, "interrupted; a run that was changing something is finished by running it again"},
};

}  // namespace

void CommandMigrate::setup(CLI::App& application) {
    command_ = application.add_subcommand("migrate", "Point live databases, or backups, at a local Postfix");
    command_->footer(help_footer(kExamples, kCodes));
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
    options_.config_file = config_file(*command_);
    return run_change({"migrate", audit::Purpose::relay}, options_);
}

}  // namespace postern::cli
