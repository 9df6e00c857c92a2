#include "cli/change_options.hpp"

#include <CLI/CLI.hpp>

#include "cli/empty_word.hpp"
#include "cli/postfix_plan.hpp"
#include "postern/error.hpp"
#include "postfix/config_folder.hpp"

namespace postern::cli {

namespace {

void refuse_if(bool wrong, const char* what, const char* hint) {
    if (wrong) {
        throw Error(ErrorKind::usage, what, hint);
    }
}

// --relay says where the applications are pointed, too.
bool says_how_postfix_is(const PostfixOptions& options) {
    return options.direct || options.fragment || options.keep_senders || options.keep_days.has_value() ||
           !(options.instance + options.platform + options.version + options.hostname + options.ca_file +
             options.oauth_client_id + options.mailbox_owner)
                .empty() ||
           !(options.tls.empty() && options.oauth.empty() && options.networks.empty() &&
             options.testers.empty());
}

void check_postfix(const PostfixOptions& options) {
    if (options.folder.empty()) {
        refuse_if(says_how_postfix_is(options), "options about Postfix go with --postfix-dir",
                  "it names the folder for the configuration that they are about");
        return;
    }
    check_combination(options, true);
    static_cast<void>(read_plan(options));
    static_cast<void>(read_wishes(options));
    postfix::check_place(options.folder);
}

}  // namespace

void add_change_arguments(CLI::App& command, ChangeOptions& options) {
    add_database_options(command, options.database);
    command.add_flag("--apply", options.apply, "Do it; without, the plan is shown and nothing changes");
    command.add_option("--postfix-dir", options.postfix.folder, "The folder for the Postfix configuration")
        ->check(CLI::Validator(refuse_empty, ""))
        ->type_name("DIR");
    command.add_option("--journal", options.journal, "Where to keep what was changed (default: a new file)")
        ->check(CLI::Validator(refuse_empty, ""))
        ->type_name("FILE");
    command.add_flag("--purge", options.purge, "Then remove old values from the tables' own storage");
    command
        .add_option("--rules", options.rules_folder,
                    "Add the rules and providers of a folder; same ids replace")
        ->check(CLI::Validator(refuse_empty, ""))
        ->type_name("DIR");
    command.add_flag("-q,--quiet", options.quiet, "Print nothing but errors");
}

void check_change(const ChangeOptions& options) {
    refuse_if(options.purge && !options.apply, "--purge goes with --apply",
              "it removes old values once they were replaced");
    refuse_if(!options.journal.empty() && !options.apply, "--journal goes with --apply",
              "a plan changes nothing, so there is nothing to keep");
    refuse_if(options.disable_mail && !options.postfix.testers.empty(),
              "--disable-mail and --allow are opposites", "with it testers get no mail either");
    check_postfix(options.postfix);
}

}  // namespace postern::cli
