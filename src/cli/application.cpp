#include "cli/application.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <exception>
#include <string>
#include <string_view>
#include <vector>

#include "base/interrupt.hpp"
#include "cli/application_tree.hpp"
#include "cli/command.hpp"
#include "cli/config_option.hpp"
#include "cli/process_privacy.hpp"
#include "cli/standard_error.hpp"
#include "cli/standard_streams.hpp"
#include "postern/error.hpp"

namespace postern::cli {

namespace {

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
    write_standard_error("postern: " + what + "\n" + (hint.empty() ? "" : "hint: " + hint + "\n"));
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

// "postern report": as far as the words of the command line were commands.
std::string chosen_command(const CLI::App& application) {
    const auto chosen = application.get_subcommands();
    return application.get_name() + (chosen.empty() ? "" : " " + chosen_command(*chosen.front()));
}

const CLI::App& innermost(const CLI::App& application) {
    const auto chosen = application.get_subcommands();
    return chosen.empty() ? application : innermost(*chosen.front());
}

// What to do about something that is missing: a command below, an option.
std::string hint_of_missing(const CLI::App& application, const std::string& option) {
    const CLI::App& command = innermost(application);
    const std::string help = chosen_command(application) + " --help tells more";
    const CLI::Option* known = option.empty() ? nullptr : command.get_option_no_throw(option);
    if (known != nullptr) {
        return option + " " + known->get_type_name() + ": " + known->get_description() + "; " + help;
    }
    const std::string names = command_names(command);
    return names.empty() ? help : "one of " + names + "; " + help;
}

// Says what is wrong by the names of options alone: what somebody typed in the wrong place may be a
// password.
Error usage_error(const CLI::ParseError& error, const CLI::App& application) {
    const std::vector<std::string> left_over = application.remaining(true);  // that no command knew
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
    if (required) {
        return {ErrorKind::usage, what, hint_of_missing(application, option_in(what))};
    }
    if (error.get_name() == "ArgumentMismatch") {
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
    const auto commands = make_commands();
    const auto tree = make_application(commands);
    CLI::App& application = *tree;
    try {
        application.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        if (error.get_exit_code() == 0) {
            application.exit(error);
            return ExitCode::clean;
        }
        if (argc > 1 && argv[1][0] != '-' && application.get_subcommands().empty()) {
            throw Error(ErrorKind::usage, "there is no command of that name",
                        "the commands are " + command_names(application));
        }
        throw told_of_config(application, usage_error(error, application));
    } catch (const Error& error) {
        throw told_of_config(application, error);
    }
    try {
        return run_chosen(commands);
    } catch (const Error& error) {
        throw told_of_config(application, error);
    } catch (const std::bad_alloc&) {
        const bool has_jobs = innermost(application).get_option_no_throw("--jobs") != nullptr;
        throw Error(ErrorKind::failed, "out of memory", has_jobs ? "use fewer --jobs" : "");
    }
}

}  // namespace

int run_application(int argc, char* argv[]) {
    ExitCode code = ExitCode::failed;
    try {
        open_closed_streams();
        forbid_core_dumps();
        base::stop_on_signals();
        code = parse_and_run(argc, argv);
    } catch (const Error& error) {
        print_error(error.what(), error.hint());
        code = exit_code(error.kind());
    } catch (const std::bad_alloc&) {
        print_error("out of memory", "");
    } catch (const std::exception& error) {
        print_error(error.what(), "");
    }
    return static_cast<int>(code);
}

}  // namespace postern::cli
