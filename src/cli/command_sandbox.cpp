#include "cli/command_sandbox.hpp"

#include <CLI/CLI.hpp>

#include "cli/change_run.hpp"
#include "cli/config_option.hpp"
#include "cli/help_footer.hpp"
#include "cli/postfix_arguments.hpp"

namespace postern::cli {

namespace {

constexpr const char* kExamples =
    "  postern sandbox jira.dump                               what would change; nothing is written\n"
    "  pg_dump -Fc jira | postern sandbox - -o sandbox.dump    no credential reaches the sandbox\n"
    "  postern sandbox --in-place /backup/old                  every backup below a folder\n"
    "  postern sandbox postgresql://jira@stage/jira            a live copy: the plan\n"
    "  postern sandbox postgresql://jira@stage/jira --postfix-dir blackhole --disable-mail --apply";

const ExitMeanings kCodes{
    {ExitCode::clean, "done and read again; of a plan: nothing to change"},
    {ExitCode::findings, "of a plan: there is something to change"},
    {ExitCode::usage, "usage or rule error"},
    {ExitCode::failed, "failed: no file was written, no row was changed"},
    {ExitCode::incomplete,
     "the plan, --in-place: something could not be read. Done, but a placeholder's password still stands in "
     "another file, which is named. -o -: the backup was written, its Postfix was not. --apply: whether rows "
     "were changed could not be seen, or only some databases were; or done, and old values that --purge "
     "could not remove are left"},
    {ExitCode::interrupted, "interrupted; a run that was changing something is finished by running it again"},
};

}  // namespace

void CommandSandbox::setup(CLI::App& application) {
    command_ = application.add_subcommand("sandbox",
                                          "Take every mail credential out of a backup, or of a live copy");
    command_->footer(help_footer(kExamples, kCodes));
    command_
        ->add_option("TARGET", options_.targets,
                     "A backup, a folder of them, - (standard input), or a database's URL")
        ->required()
        ->type_name("");
    add_change_arguments(*command_, options_);
    command_->add_flag("--disable-mail", options_.disable_mail, "Set Jira's own switches: no mail out or in");
    add_host_arguments(*command_, options_.postfix);
    add_blackhole_arguments(*command_, options_.postfix);
    options_.postfix.blackhole = true;
}

bool CommandSandbox::is_chosen() const {
    return command_->parsed();
}

ExitCode CommandSandbox::run() {
    options_.config_file = config_file(*command_);
    return run_change({"sandbox", audit::Purpose::scrub}, options_);
}

}  // namespace postern::cli
