#include "cli/completion_tree.hpp"

namespace postern::cli {

namespace {

void add(const ManualCommand& command, const std::string& path, std::vector<CompletedCommand>& all) {
    CompletedCommand completed{path, {}, {}, command.commands};
    for (const ManualOption& option : command.options) {
        (option.is_argument() ? completed.arguments : completed.options).push_back(option);
    }
    all.push_back(std::move(completed));
    for (const ManualCommand& sub : command.commands) {
        add(sub, path + " " + sub.name, all);
    }
}

}  // namespace

std::vector<CompletedCommand> completed_commands(const ManualCommand& tree) {
    std::vector<CompletedCommand> all;
    add(tree, tree.name, all);
    return all;
}

bool takes_files(const ManualOption& option) {
    return option.value.find("=FILE") != std::string::npos;
}

std::string shell_quoted(const std::string& text) {
    std::string result = "'";
    for (const char c : text) {
        result += c == '\'' ? std::string("'\\''") : std::string(1, c);
    }
    return result + "'";
}

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) {
        text += (text.empty() ? "" : " ") + word;
    }
    return text;
}

}  // namespace postern::cli
