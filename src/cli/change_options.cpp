#include "cli/change_options.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "cli/empty_word.hpp"
#include "cli/input_guard.hpp"
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

// The original would be gone before the new one is proven.
void check_output(const ChangeOptions& options) {
    std::error_code error;
    const std::vector<ReportPlace> reports = wanted_reports(options);
    for (const std::string& target : options.targets) {
        refuse_if(!options.output.empty() && options.output != "-" &&
                      std::filesystem::equivalent(target, options.output, error),
                  "-o names the target itself", "--in-place replaces it, once the new one is proven");
    }
    std::vector<std::string> others{options.database.password_file, options.config_file,
                                    options.rules_folder};
    if (!options.output.empty()) {
        refuse_reports_over_inputs({{ReportFormat::text, options.output}}, others);
    }
    others.insert(others.end(), options.targets.begin(), options.targets.end());
    refuse_reports_over_inputs(reports, others);
    for (const char* name : {"/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"}) {
        refuse_if(options.output == name, "-o takes a file, or -", "- is standard output");
    }
    const auto place = [](const std::string& path) {
        std::error_code none;
        return path == "-" ? std::filesystem::path(path) : std::filesystem::weakly_canonical(path, none);
    };
    for (const ReportPlace& report : reports) {
        refuse_if(!options.output.empty() && place(report.path) == place(options.output),
                  "a report and -o name the same place", "name two");
    }
}

}  // namespace

void add_change_arguments(CLI::App& command, ChangeOptions& options) {
    add_database_options(command, options.database);
    command
        .add_option("-o,--output", options.output,
                    "Of a file: write the rewritten one there; - is standard output")
        ->check(CLI::Validator(refuse_empty, ""))
        ->type_name("FILE");
    command.add_flag("--in-place", options.in_place, "Of files: rewrite them where they are")
        ->configurable(false);
    command.add_flag("--wipe", options.wipe, "With --in-place: overwrite what the old files held")
        ->configurable(false);
    command.add_flag("--trust-splice", options.trust_splice,
                     "Of gzip and ZIP files: do not read again as a whole what was written");
    command.add_option("--report", options.report.path, "Of files: write a report of what was found")
        ->check(CLI::Validator(refuse_empty, ""))
        ->type_name("FILE");
    command.add_option("--format", options.report.forms, "Form of that report (default text)")
        ->check(CLI::Validator(refuse_empty, ""))
        ->type_name(kReportForms);
    command.add_flag("--apply", options.apply, "Of databases: do it; without, the plan is shown")
        ->configurable(false);
    command.add_option("--postfix-dir", options.postfix.folder, "The folder for the Postfix configuration")
        ->check(CLI::Validator(refuse_empty, ""))
        ->type_name("DIR");
    command.add_option("--journal", options.journal, "Where to keep what was changed (default: a new file)")
        ->check(CLI::Validator(refuse_empty, ""))
        ->type_name("FILE");
    command.add_flag("--purge", options.purge, "Then remove old values from the tables' own storage")
        ->configurable(false);
    command
        .add_option("--rules", options.rules_folder,
                    "Add the rules and providers of a folder; same ids replace")
        ->check(CLI::Validator(refuse_empty, ""))
        ->type_name("DIR");
    command.add_flag("-q,--quiet", options.quiet, "Print nothing but errors");
    command.add_flag("-v,--verbose", options.verbose,
                     "Of packed files: say what was packed anew as a whole, and why");
}

std::vector<ReportPlace> wanted_reports(const ChangeOptions& options) {
    if (options.report.forms.empty() && options.report.path.empty()) {
        return {};
    }
    std::vector<ReportPlace> places = report_places(options.report.forms, options.report.path);
    for (const ReportPlace& place : places) {
        refuse_if(place.path.empty(), "--format goes with --report", "it is the form of that report");
    }
    return places;
}

void check_kind_of_targets(const ChangeOptions& options, bool has_databases) {
    if (has_databases) {
        refuse_if(!options.output.empty() || options.in_place, "-o and --in-place go with files",
                  "a live database is changed with --apply");
        refuse_if(!wanted_reports(options).empty(), "--report goes with files",
                  "postern scan reports on a database");
        return;
    }
    refuse_if(options.apply, "--apply goes with a live database",
              "a file is written anew with -o FILE, or where it is with --in-place");
    refuse_if(options.disable_mail, "--disable-mail goes with a live database",
              "start the application with -Datlassian.mail.senddisabled=true");
}

void check_change(const ChangeOptions& options) {
    refuse_if(!options.output.empty() && options.in_place, "-o and --in-place are opposites",
              "the one writes another file, the other replaces it");
    refuse_if(options.verbose && options.quiet, "--verbose and --quiet are opposites", "take one of them");
    refuse_if(options.trust_splice && !options.in_place && (options.output.empty() || options.output == "-"),
              "--trust-splice goes with -o FILE or --in-place",
              "what goes to standard output is always read again");
    refuse_if(options.wipe && !options.in_place, "--wipe goes with --in-place",
              "it overwrites what the file held that is replaced");
    const auto is_stream = [](const std::string& target) { return target == "-"; };
    refuse_if(options.in_place && std::any_of(options.targets.begin(), options.targets.end(), is_stream),
              "--in-place cannot replace standard input", "write it somewhere with -o");
    check_output(options);
    refuse_if(options.purge && !options.apply, "--purge goes with --apply",
              "it removes old values once they were replaced");
    refuse_if(!options.journal.empty() && !options.apply, "--journal goes with --apply",
              "a plan changes nothing, so there is nothing to keep");
    refuse_if(options.disable_mail && !options.postfix.testers.empty(),
              "--disable-mail and --allow are opposites", "with it testers get no mail either");
    check_postfix(options.postfix);
}

}  // namespace postern::cli
