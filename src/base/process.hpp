// Another program, run to its end.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace postern::base {

struct ProcessResult {
    int status = 0;  // its exit status; 128 + n when signal n ended it
    std::string out;
    std::string err;
};

// Neither output may be longer.
inline constexpr std::size_t kMostProcessOutput = 4 * 1024 * 1024;

// Runs words[0] with the other words as its arguments; there is no shell. It is looked up in PATH, then
// in /usr/sbin and /sbin, unless its name has a slash. It reads nothing, inherits no open file, and its
// environment is a plain PATH and LC_ALL=C. nullopt when there is no such program. Throws Error when it
// cannot be started, says too much, or an interrupt is asked for; the program is then ended.
std::optional<ProcessResult> run_program(const std::vector<std::string>& words);

}  // namespace postern::base
