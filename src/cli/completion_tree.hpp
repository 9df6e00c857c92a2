// What may be typed at each point of a command line, for completion in shells.
#pragma once

#include <string>
#include <vector>

#include "cli/manual_tree.hpp"

namespace postern::cli {

struct CompletedCommand {
    std::string path;  // "postern rules show"
    std::vector<ManualOption> options;
    std::vector<ManualOption> arguments;
    std::vector<ManualCommand> commands;
};

// The program itself first, then each command, and behind it those that it has.
std::vector<CompletedCommand> completed_commands(const ManualCommand& tree);

// Whether a file may stand behind one of its words: "text|json|FORM=FILE".
bool takes_files(const ManualOption& option);

// `text` between single quotes of bash and zsh.
std::string shell_quoted(const std::string& text);

// "a b c"
std::string joined(const std::vector<std::string>& words);

}  // namespace postern::cli
