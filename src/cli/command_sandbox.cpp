#include "cli/command_sandbox.hpp"

#include <CLI/CLI.hpp>

#include "cli/change_run.hpp"
#include "cli/postfix_arguments.hpp"

namespace postern::cli {

namespace {

constexpr const char* kFooter =
    "Examples:\n"
    "  postern sandbox jira.dump                               what would change; nothing is written\n"
    "  pg_dump -Fc jira | postern sandbox - -o sandbox.dump    no credential reaches the sandbox\n"
    "  postern sandbox --in-place /backup/old                  every backup below a folder\n"
    "  postern sandbox postgresql://jira@stage/jira            a live copy: the plan\n"
    "  postern sandbox postgresql://jira@stage/jira --postfix-dir blackhole --disable-mail --apply\n"
    "\n"
    "Exit codes: 0 done and read again (of a plan: nothing to change), 1 there is something to change,\n"
    "2 usage or rule error, 3 failed: no file was written, no row was changed, 4 not read or not\n"
    "finished to the end, 130 interrupted.";

}  // namespace

void CommandSandbox::setup(CLI::App& application) {
    command_ = application.add_subcommand("sandbox",
                                          "Take every mail credential out of a backup, or of a live copy");
    command_->footer(kFooter);
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
    return run_change({"sandbox", audit::Purpose::scrub}, options_);
}

}  // namespace postern::cli
