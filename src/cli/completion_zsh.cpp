#include "cli/completion_zsh.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/completion_tree.hpp"

namespace postern::cli {

namespace {

// As _arguments and _describe want it, where brackets and colons mean something.
std::string plain(const std::string& text) {
    std::string result;
    for (const char c : text) {
        if (c == '[' || c == ']' || c == ':' || c == '\\') {
            result += '\\';
        }
        result += c;
    }
    return result;
}

std::string action(const ManualOption& option) {
    switch (option.kind) {
        case ValueKind::words:
            return takes_files(option)
                       ? fmt::format("{{if compset -P \"*=\"; then _files; else compadd {}; fi}}",
                                     joined(option.words))
                       : "(" + joined(option.words) + ")";
        case ValueKind::file:
            return "_files";
        case ValueKind::folder:
            return "_files -/";
        case ValueKind::none:
        case ValueKind::other:
            break;
    }
    return " ";
}

std::string lower_value(const ManualOption& option) {
    return option.kind == ValueKind::words ? "word" : plain(option.value);
}

// One line of _arguments: "'(-o --output)'{-o+,--output=}'[help]:FILE:_files'".
std::string option_spec(const ManualOption& option) {
    const bool takes = option.kind != ValueKind::none;
    std::string names;
    for (const std::string& name : option.names) {
        const std::string_view end = !takes ? "" : name.starts_with("--") ? "=" : "+";
        names += fmt::format("{}{}{}", names.empty() ? "" : ",", name, end);
    }
    std::string help = "[" + plain(option.help) + "]";
    if (takes) {
        help += ":" + lower_value(option) + ":" + action(option);
    }
    const std::string front = option.repeats ? "'*'" : shell_quoted("(" + joined(option.names) + ")");
    const bool several = option.names.size() > 1;
    return fmt::format("{}{}{}{}{}", front, several ? "{" : "", names, several ? "}" : "",
                       shell_quoted(help));
}

std::string argument_spec(const ManualOption& argument) {
    const std::string front = argument.repeats ? "*" : "";
    return shell_quoted(front + ":" + plain(argument.names.front()) + ":" + action(argument));
}

std::string function_name(const CompletedCommand& command) {
    std::string name = "_" + command.path;
    std::replace(name.begin(), name.end(), ' ', '_');
    return name;
}

std::string sub_commands(const CompletedCommand& command) {
    std::string described;
    std::string arms;
    for (const ManualCommand& sub : command.commands) {
        const std::string summary = sub.summary.substr(0, sub.summary.find('\n'));
        described += "                " + shell_quoted(plain(sub.name) + ":" + plain(summary)) + "\n";
        arms += fmt::format("                {}) {}_{} ;;\n", sub.name, function_name(command), sub.name);
    }
    return fmt::format(
        "    case $state in\n        command)\n            local -a commands=(\n{}            )\n"
        "            _describe command commands\n            ;;\n        argument)\n"
        "            case $line[1] in\n{}            esac\n            ;;\n    esac\n",
        described, arms);
}

std::string function(const CompletedCommand& command) {
    const bool has_commands = !command.commands.empty();
    std::string text = function_name(command) + "() {\n";
    if (has_commands) {
        text += "    local curcontext=$curcontext state state_descr line\n    typeset -A opt_args\n";
    }
    text += fmt::format("    _arguments -s{}", has_commands ? " -C" : "");
    for (const ManualOption& option : command.options) {
        text += " \\\n        " + option_spec(option);
    }
    for (const ManualOption& argument : command.arguments) {
        text += " \\\n        " + argument_spec(argument);
    }
    if (has_commands) {
        text += " \\\n        '1:command:->command' \\\n        '*::argument:->argument'\n" +
                sub_commands(command);
    } else {
        text += "\n";
    }
    return text + "}\n\n";
}

}  // namespace

std::string zsh_completion(const ManualCommand& tree) {
    std::string text = "#compdef postern\n# Made by postern_manual out of the commands of postern.\n\n";
    for (const CompletedCommand& command : completed_commands(tree)) {
        text += function(command);
    }
    return text + "_postern \"$@\"\n";
}

}  // namespace postern::cli
