#include "cli/completion_bash.hpp"

#include <fmt/format.h>

#include <string_view>

#include "cli/completion_tree.hpp"

namespace postern::cli {

namespace {

// The words of the line are gone through to see which command it is about; what an option takes is none.
constexpr std::string_view kEnd = R"(
_postern_paths() {
    compopt -o filenames 2>/dev/null
    mapfile -t COMPREPLY < <(compgen "$1" -- "$2")
}

_postern_words() {
    mapfile -t COMPREPLY < <(compgen -W "$1" -- "$2")
}

_postern() {
    local path=postern word='' before='' i
    local current=${COMP_WORDS[COMP_CWORD]}
    COMPREPLY=()
    for ((i = 1; i < COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        [[ $word == = ]] && continue
        if [[ -n $before ]]; then
            before=
        elif _postern_takes "$path $word"; then
            before=$word
        elif _postern_knows "$path $word"; then
            path="$path $word"
        fi
    done
    [[ $current == = ]] && current=
    if [[ -n $before ]]; then
        _postern_value "$path $before" "$current"
    elif [[ $current == -* ]]; then
        _postern_options "$path" "$current"
    else
        _postern_arguments "$path" "$current"
    fi
}

complete -F _postern postern
)";

std::string call(const ManualOption& option) {
    switch (option.kind) {
        case ValueKind::words:
            return fmt::format("_postern_words {} \"$2\"", shell_quoted(joined(option.words)));
        case ValueKind::file:
            return "_postern_paths -f \"$2\"";
        case ValueKind::folder:
            return "_postern_paths -d \"$2\"";
        case ValueKind::none:
        case ValueKind::other:
            break;
    }
    return ":";
}

// "'postern scan -o' | 'postern scan --output'"
std::string pattern(const CompletedCommand& command, const ManualOption& option) {
    std::string text;
    for (const std::string& name : option.names) {
        text += (text.empty() ? "" : " | ") + shell_quoted(command.path + " " + name);
    }
    return text;
}

std::string all_names(const std::vector<ManualOption>& options) {
    std::vector<std::string> names;
    for (const ManualOption& option : options) {
        names.insert(names.end(), option.names.begin(), option.names.end());
    }
    return joined(names);
}

std::string argument_call(const CompletedCommand& command) {
    if (command.commands.empty()) {
        return command.arguments.empty() ? ":" : call(command.arguments.front());
    }
    std::vector<std::string> names;
    for (const ManualCommand& sub : command.commands) {
        names.push_back(sub.name);
    }
    return fmt::format("_postern_words {} \"$2\"", shell_quoted(joined(names)));
}

std::string function(std::string_view name, const std::string& arms, std::string_view otherwise) {
    return fmt::format("\n{}() {{\n    case $1 in\n{}        *) {} ;;\n    esac\n}}\n", name, arms,
                       otherwise);
}

}  // namespace

std::string bash_completion(const ManualCommand& tree) {
    std::string takes;
    std::string values;
    std::string knows;
    std::string options;
    std::string arguments;
    for (const CompletedCommand& command : completed_commands(tree)) {
        for (const ManualOption& option : command.options) {
            if (option.kind != ValueKind::none) {
                takes += fmt::format("        {}) return 0 ;;\n", pattern(command, option));
                values += fmt::format("        {}) {} ;;\n", pattern(command, option), call(option));
            }
        }
        const std::string path = shell_quoted(command.path);
        knows += fmt::format("        {}) return 0 ;;\n", path);
        options += fmt::format("        {}) _postern_words {} \"$2\" ;;\n", path,
                               shell_quoted(all_names(command.options)));
        arguments += fmt::format("        {}) {} ;;\n", path, argument_call(command));
    }
    return "# Completion for postern, made by postern_manual out of its commands.\n" +
           function("_postern_takes", takes, "return 1") + function("_postern_knows", knows, "return 1") +
           function("_postern_value", values, ":") + function("_postern_options", options, ":") +
           function("_postern_arguments", arguments, ":") + std::string(kEnd);
}

}  // namespace postern::cli
