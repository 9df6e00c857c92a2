#include "cli/application.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdio>
#include <exception>
#include <string>
#include <string_view>
#include <vector>

#include "base/interrupt.hpp"
#include "cli/command.hpp"
#include "cli/process_privacy.hpp"
#include "postern/error.hpp"

namespace postern::cli {

namespace {

constexpr const char* kDescription =
    "postern finds the mail credentials that Jira, Confluence and their Tomcat keep in databases, backups\n"
    "and configuration files, says who can read them, and lets a local Postfix send the mail instead.";

constexpr const char* kFooter =
    "Examples:\n"
    "  postern scan /var/backups                  every backup below a folder\n"
    "  zcat jira.sql.gz | postern scan -          a dump from a pipe\n"
    "  postern scan --format json -o report.json /var/backups\n"
    "  postern scan postgresql://jira@db/jira     a live database, which is only read\n"
    "  postern migrate postgresql://jira@db/jira --postfix-dir relay    the plan; --apply does it\n"
    "  postern postfix jira.sql.gz --postfix-dir relay   a Postfix that sends for Jira\n"
    "  postern rules list                         what it looks for\n"
    "\n"
    "Exit codes:\n"
    "  0    clean or done\n"
    "  1    findings at or above --fail-on\n"
    "  2    usage or rule error\n"
    "  3    the run failed and changed nothing\n"
    "  4    finished but incomplete: something could not be read or done (wins over 1)\n"
    "  130  interrupted, nothing half-written";

ExitCode exit_code(ErrorKind kind) {
    switch (kind) {
        case ErrorKind::usage:
        case ErrorKind::rule:
            return ExitCode::usage;
        case ErrorKind::unfinished:
            return ExitCode::incomplete;
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

bool is_letters(std::string_view text) {
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-'; });
}

// "--bogus" of "--bogus=x", "-x" of "-xsecret"; empty for a word that is no option's name.
std::string option_name(std::string_view word) {
    const std::string_view name = word.starts_with("--") ? word.substr(0, word.find('=')) : word.substr(0, 2);
    const bool named = name.starts_with('-') && is_letters(name) && name.find_first_not_of('-') != name.npos;
    return named ? std::string(name) : std::string();
}

// What CLI11 says, reduced to the name of its option.
std::string option_in(const std::string& what) {
    const std::size_t option = what.find("--");
    const std::size_t end = what.find_first_not_of("abcdefghijklmnopqrstuvwxyz-", option);
    return option == std::string::npos ? "" : what.substr(option, end - option);
}

// Says what is wrong by the names of options alone: what somebody typed in the wrong place may be a
// password. left_over: the words that no command knew.
Error usage_error(const CLI::ParseError& error, const std::vector<std::string>& left_over) {
    const std::string help = "postern --help shows the commands, postern COMMAND --help their options";
    for (const std::string& word : left_over) {
        if (const std::string name = option_name(word); !name.empty()) {
            return {ErrorKind::usage, name + " is no option of this command", help};
        }
    }
    const bool required = error.get_name() == "RequiredError";
    const std::string what = error.what();
    if (required && !left_over.empty() && what.find("--") == std::string::npos) {
        return {ErrorKind::usage, "there is no command of that name", help};
    }
    if (required || error.get_name() == "ArgumentMismatch") {
        return {ErrorKind::usage, what, help};
    }
    if (!left_over.empty()) {
        return {ErrorKind::usage, "there is an argument too many, or an option that is not known", help};
    }
    const std::string name = option_in(what);
    return {ErrorKind::usage, name.empty() ? "the command line is wrong" : name + " does not take this value",
            help};
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
                        "the commands are scan, migrate, sandbox, postfix, undo and rules");
        }
        throw usage_error(error, application.remaining(true));
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
