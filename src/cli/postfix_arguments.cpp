#include "cli/postfix_arguments.hpp"

#include <CLI/CLI.hpp>

#include "cli/empty_word.hpp"

namespace postern::cli {

void add_route_arguments(CLI::App& command, PostfixOptions& options) {
    command.add_flag("--direct", options.direct, "Deliver straight to the recipients' servers");
    command.add_flag("--fragment", options.fragment, "Write only lines to merge into an existing main.cf");
    command.add_option("--multi-instance", options.instance, "Make it an instance beside another Postfix")
        ->check(CLI::Validator(refuse_empty, ""))
        ->type_name("NAME");
}

void add_account_arguments(CLI::App& command, PostfixOptions& options) {
    command.add_option("--tls", options.tls, "secure, secure:NAME, encrypt, may or cleartext")
        ->type_name("HOST=POLICY")
        ->allow_extra_args(false);
    command.add_option("--oauth", options.oauth, "The account of this user logs in by XOAUTH2")
        ->type_name("USER")
        ->allow_extra_args(false);
    command.add_option("--oauth-client-id", options.oauth_client_id, "Its client id at the provider")
        ->check(CLI::Validator(refuse_empty, ""))
        ->type_name("ID");
    command.add_flag("--keep-senders", options.keep_senders,
                     "Rewrite no sender, whatever the provider takes");
}

void add_host_arguments(CLI::App& command, PostfixOptions& options) {
    command.add_option("--platform", options.platform, "The host's system (default: this one's)")
        ->check(CLI::Validator(refuse_empty, ""))
        ->type_name("debian|rhel|alpine|suse");
    command.add_option("--postfix-version", options.version, "The host's Postfix (default: this one's)")
        ->check(CLI::Validator(refuse_empty, ""))
        ->type_name("X.Y");
    command.add_option("--relay", options.relay, "Where it takes mail (default localhost:25)")
        ->type_name("HOST:PORT");
    command.add_option("--client-network", options.networks, "Who besides this host may hand in mail")
        ->type_name("NET")
        ->allow_extra_args(false);
    command.add_option("--hostname", options.hostname, "The name it introduces itself by")
        ->check(CLI::Validator(refuse_empty, ""))
        ->type_name("NAME");
    command.add_option("--ca-file", options.ca_file, "Certification authorities (default: the platform's)")
        ->check(CLI::Validator(refuse_empty, ""))
        ->type_name("FILE");
}

void add_blackhole_arguments(CLI::App& command, PostfixOptions& options) {
    command.add_option("--allow", options.testers, "A tester who gets mail in spite of the blackhole")
        ->type_name("ADDRESS")
        ->allow_extra_args(false);
    command
        .add_option("--mailbox-owner", options.mailbox_owner, "Owner of the Maildir (default 65534:65534)")
        ->check(CLI::Validator(refuse_empty, ""))
        ->type_name("UID:GID");
    command.add_option("--keep-days", options.keep_days, "Days until its mail is deleted (default 14)")
        ->check(CLI::Range(1U, 3650U).description(""))
        ->type_name("N");
}

}  // namespace postern::cli
