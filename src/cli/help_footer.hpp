// What stands below the options of a command's help: examples, and what its exit codes mean.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "postern/exit_code.hpp"

namespace postern::cli {

using ExitMeanings = std::vector<std::pair<ExitCode, std::string_view>>;

// `examples`: lines without an end behind the last. Only codes that the command may end with are listed.
std::string help_footer(std::string_view examples, const ExitMeanings& codes);

struct ExitLine {
    std::string code;
    std::string meaning;
};

// The codes of a footer that help_footer() made, for the manual page; empty where it has none.
std::vector<ExitLine> exit_lines(std::string_view footer);

}  // namespace postern::cli
