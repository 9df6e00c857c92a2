// Which options reach the JVM, and in which order: a script builds them up in variables.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace postern::format {

// Of a value: an option, or what another variable holds.
struct OptionPiece {
    std::size_t option = 0;  // a number of its own, where there is no variable
    std::string variable;
};

// A variable gets a value; without a name, an argument of a command.
struct OptionAssignment {
    std::string variable;
    bool appends = false;       // "+="
    bool conditional = false;   // in an if, a loop, a function, behind "&&"
    bool may_be_other = false;  // it has a default, which counts only where a variable is not set
    std::vector<OptionPiece> pieces;
};

struct ReachingOption {
    std::size_t option = 0;
    bool sure = false;  // false: on a condition, or where nothing shows that it is used
};

// In the order in which the JVM gets them: the last of a name counts. An option that is replaced before it is
// used is not among them. `used` are the variables that the start script goes on with, in its order; what is
// in others and does not go there, or a command has, is not sure. `assignments` in the order of the file; of
// more than any script has, nothing is sure.
std::vector<ReachingOption> reaching_options(std::span<const OptionAssignment> assignments,
                                             std::span<const std::string_view> used);

}  // namespace postern::format
