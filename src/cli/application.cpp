#include "cli/application.hpp"

#include <CLI/CLI.hpp>

#include <cstdio>
#include <exception>
#include <string>

#include "base/interrupt.hpp"
#include "cli/command.hpp"
#include "cli/process_privacy.hpp"
#include "postern/error.hpp"

namespace postern::cli {

namespace {

constexpr const char* kDescription =
    "postern finds the mail credentials that Jira, Confluence and their Tomcat keep in backups and\n"
    "configuration files, and says who can read them.";

constexpr const char* kFooter =
    "Examples:\n"
    "  postern scan /var/backups                  every backup below a folder\n"
    "  zcat jira.sql.gz | postern scan -          a dump from a pipe\n"
    "  postern scan --format json -o report.json /var/backups\n"
    "  postern rules list                         what it looks for\n"
    "\n"
    "Exit codes:\n"
    "  0    clean or done\n"
    "  1    findings at or above --fail-on\n"
    "  2    usage or rule error\n"
    "  3    the run failed and changed nothing\n"
    "  4    finished but incomplete: something could not be read (wins over 1)\n"
    "  130  interrupted, nothing half-written";

ExitCode exit_code(ErrorKind kind) {
    switch (kind) {
        case ErrorKind::usage:
        case ErrorKind::rule:
            return ExitCode::usage;
        case ErrorKind::interrupted:
            return ExitCode::interrupted;
        case ErrorKind::failed:
            break;
    }
    return ExitCode::failed;
}

void print_error(const std::string& what, const std::string& hint) {
    std::fprintf(stderr, "postern: %s\n", what.c_str());
    if (!hint.empty()) {
        std::fprintf(stderr, "hint: %s\n", hint.c_str());
    }
}

// Says what is wrong by the names of options alone: what somebody typed in the wrong place may be a
// password.
std::string describe(const CLI::ParseError& error) {
    const std::string what = error.what();
    const std::string kind = error.get_name();
    if (kind == "RequiredError" || kind == "ArgumentMismatch") {
        return what;
    }
    if (kind == "ExtrasError") {
        return "an option or argument that is not known";
    }
    const std::size_t option = what.find("--");
    const std::size_t end = what.find_first_not_of("abcdefghijklmnopqrstuvwxyz-", option);
    return option == std::string::npos ? "the command line is wrong"
                                       : what.substr(option, end - option) + " does not take this value";
}

ExitCode run_chosen(const std::vector<std::unique_ptr<Command>>& commands) {
    for (const auto& command : commands) {
        if (command->is_chosen()) {
            return command->run();
        }
    }
    return ExitCode::usage;
}

ExitCode parse_and_run(int argc, char* argv[]) {
    CLI::App application(kDescription, "postern");
    application.set_version_flag("--version", "postern " POSTERN_VERSION);
    application.require_subcommand(1);
    application.footer(kFooter);
    const auto commands = make_commands();
    for (const auto& command : commands) {
        command->setup(application);
    }
    try {
        application.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        if (error.get_exit_code() == 0) {
            application.exit(error);
            return ExitCode::clean;
        }
        if (argc > 1 && argv[1][0] != '-' && application.get_subcommands().empty()) {
            throw Error(ErrorKind::usage, "there is no command of that name",
                        "the commands are scan and rules");
        }
        throw Error(ErrorKind::usage, describe(error),
                    "postern --help shows the commands, postern COMMAND --help their options");
    }
    return run_chosen(commands);
}

}  // namespace

int run_application(int argc, char* argv[]) {
    ExitCode code = ExitCode::failed;
    try {
        forbid_core_dumps();
        base::stop_on_signals();
        code = parse_and_run(argc, argv);
    } catch (const Error& error) {
        print_error(error.what(), error.hint());
        code = exit_code(error.kind());
    } catch (const std::bad_alloc&) {
        print_error("out of memory", "use fewer --jobs");
    } catch (const std::exception& error) {
        print_error(error.what(), "");
    }
    return static_cast<int>(code);
}

}  // namespace postern::cli
