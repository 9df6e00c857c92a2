#include "cli/manual_tree.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <iterator>
#include <string_view>

namespace postern::cli {

namespace {

bool is_word(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
    });
}

// "text|json|FORM=FILE" has two words, "HOST:PORT" none.
std::vector<std::string> words_of(std::string_view value) {
    std::vector<std::string> words;
    while (!value.empty()) {
        const std::string_view word = value.substr(0, value.find('|'));
        if (is_word(word)) {
            words.emplace_back(word);
        }
        value.remove_prefix(std::min(word.size() + 1, value.size()));
    }
    return words;
}

ValueKind kind_of(std::string_view value, bool has_words) {
    if (has_words) {
        return ValueKind::words;
    }
    if (value == "FILE" || value == "TARGET" || value == "JOURNAL" || value == "OLD" || value == "NEW") {
        return ValueKind::file;
    }
    return value == "DIR" ? ValueKind::folder : ValueKind::other;
}

ManualOption read_argument(const CLI::Option& option) {
    ManualOption argument;
    argument.names.push_back(option.get_name(true));
    argument.help = option.get_description();
    argument.kind = kind_of(argument.names.front(), false);
    argument.repeats = option.get_items_expected_max() > 1;
    return argument;
}

ManualOption read_option(const CLI::Option& option) {
    ManualOption result;
    for (const std::string& name : option.get_snames()) {
        result.names.push_back("-" + name);
    }
    for (const std::string& name : option.get_lnames()) {
        result.names.push_back("--" + name);
    }
    result.help = option.get_description();
    if (option.get_expected_min() > 0) {
        result.value = option.get_type_name();
        result.words = words_of(result.value);
        result.kind = kind_of(result.value, !result.words.empty());
        result.repeats = option.get_items_expected_max() > 1;
    }
    return result;
}

ManualCommand read_command(const CLI::App& application) {
    ManualCommand command{application.get_name(), application.get_description(), {}, {}, {}};
    command.exit_lines = exit_lines(application.get_footer());
    for (const CLI::Option* option : application.get_options()) {
        command.options.push_back(option->nonpositional() ? read_option(*option) : read_argument(*option));
    }
    std::stable_partition(command.options.begin(), command.options.end(),
                          [](const ManualOption& option) { return option.is_argument(); });
    for (const CLI::App* sub : application.get_subcommands([](const CLI::App*) { return true; })) {
        command.commands.push_back(read_command(*sub));
    }
    return command;
}

// An option of the program with a value (--config) may stand behind the command as well.
void add_common(ManualCommand& command, const std::vector<ManualOption>& common) {
    for (ManualCommand& sub : command.commands) {
        add_common(sub, common);
        if (sub.commands.empty()) {
            sub.options.insert(sub.options.end(), common.begin(), common.end());
        }
    }
}

}  // namespace

std::string ManualOption::term() const {
    std::string text;
    for (const std::string& name : names) {
        text += (text.empty() ? "" : ", ") + name;
    }
    return value.empty() ? text : text + " " + value;
}

ManualCommand read_manual_tree(const CLI::App& application) {
    ManualCommand tree = read_command(application);
    std::vector<ManualOption> common;
    std::copy_if(tree.options.begin(), tree.options.end(), std::back_inserter(common),
                 [](const ManualOption& option) { return option.kind != ValueKind::none; });
    add_common(tree, common);
    return tree;
}

}  // namespace postern::cli
