#include "cli/completion_fish.hpp"

#include <fmt/format.h>

#include <string_view>

#include "cli/completion_tree.hpp"

namespace postern::cli {

namespace {

// Which command the line is about; what an option takes is none.
constexpr std::string_view kPath = R"(
function __postern_at
    set -l path postern
    set -l skip no
    for word in (commandline -opc)[2..]
        if test $skip = yes
            set skip no
        else if contains -- "$path $word" $__postern_takes
            set skip yes
        else if contains -- "$path $word" $__postern_commands
            set path "$path $word"
        end
    end
    test "$path" = "$argv"
end

complete -c postern -f
)";

std::string fish_quoted(const std::string& text) {
    std::string result = "'";
    for (const char c : text) {
        result += c == '\'' || c == '\\' ? std::string("\\") + c : std::string(1, c);
    }
    return result + "'";
}

std::string value(const ManualOption& option) {
    switch (option.kind) {
        case ValueKind::none:
            return "";
        case ValueKind::words:
            return (takes_files(option) ? " -r -F -a " : " -x -a ") + fish_quoted(joined(option.words));
        case ValueKind::file:
            return " -r -F";
        case ValueKind::folder:
            return " -x -a '(__fish_complete_directories)'";
        case ValueKind::other:
            break;
    }
    return " -x";
}

std::string line(const CompletedCommand& command) {
    return fmt::format("complete -c postern -n {}", fish_quoted("__postern_at " + command.path));
}

std::string option_line(const CompletedCommand& command, const ManualOption& option) {
    std::string text = line(command);
    for (const std::string& name : option.names) {
        text += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
    }
    return fmt::format("{}{} -d {}\n", text, value(option), fish_quoted(option.help));
}

std::string lines(const CompletedCommand& command) {
    std::string text;
    for (const ManualCommand& sub : command.commands) {
        const std::string summary = sub.summary.substr(0, sub.summary.find('\n'));
        text += fmt::format("{} -a {} -d {}\n", line(command), sub.name, fish_quoted(summary));
    }
    for (const ManualOption& option : command.options) {
        text += option_line(command, option);
    }
    const bool files = !command.arguments.empty() && command.arguments.front().kind == ValueKind::file;
    return files ? text + line(command) + " -F\n" : text;
}

}  // namespace

std::string fish_completion(const ManualCommand& tree) {
    std::string commands;
    std::string takes;
    std::string rest;
    for (const CompletedCommand& command : completed_commands(tree)) {
        commands += " " + fish_quoted(command.path);
        for (const ManualOption& option : command.options) {
            for (const std::string& name : option.names) {
                takes += option.kind == ValueKind::none ? "" : " " + fish_quoted(command.path + " " + name);
            }
        }
        rest += lines(command);
    }
    return fmt::format(
        "# Completion for postern, made by postern_manual out of its commands.\n"
        "set -g __postern_commands{}\nset -g __postern_takes{}\n{}{}",
        commands, takes, kPath, rest);
}

}  // namespace postern::cli
