// The commands and options of the program as data: what manual pages and completions are made of.
#pragma once

#include <string>
#include <vector>

#include "cli/help_footer.hpp"

namespace CLI {
class App;
}

namespace postern::cli {

enum class ValueKind {
    none,   // a flag
    words,  // one of some words
    file,   // or a folder, for an argument
    folder,
    other,
};

struct ManualOption {
    std::vector<std::string> names;  // "-o", "--output"; of an argument its one word: "TARGET"
    std::string value;               // "FILE", "text|json"; empty for a flag and an argument
    std::string help;
    ValueKind kind = ValueKind::none;
    std::vector<std::string> words;  // that it takes
    bool repeats = false;

    // As in a manual page: "-o, --output FILE".
    std::string term() const;
    bool is_argument() const { return names.front().front() != '-'; }
};

struct ManualCommand {
    std::string name;  // "scan"; of the whole tree "postern"
    std::string summary;
    std::vector<ManualOption> options;  // arguments first
    std::vector<ExitLine> exit_lines;
    std::vector<ManualCommand> commands;
};

ManualCommand read_manual_tree(const CLI::App& application);

}  // namespace postern::cli
