// The parts of a manual page that are told by the program: its commands, its options, its exit codes.
#pragma once

#include <string>
#include <string_view>

#include "cli/manual_tree.hpp"

namespace postern::cli {

// The page as it has to be: Markdown, with the sections COMMANDS (of the whole program alone), OPTIONS and
// EXIT STATUS as `command` says. In an item of theirs ("`--jobs N`", below it ": what the help says.") the
// lines that follow are of whoever wrote the page, and stay; so does text behind the items. Throws Error
// where a section is missing.
std::string current_page(std::string_view page, const ManualCommand& command);

}  // namespace postern::cli
