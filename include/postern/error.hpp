// The one way a run ends early: what went wrong, where, and what to do about it.
#pragma once

#include <stdexcept>
#include <string>
#include <utility>

namespace postern {

enum class ErrorKind {
    usage,        // the command line is wrong
    rule,         // a rule file is wrong
    failed,       // the run could not go on; nothing was changed
    unfinished,   // something was changed, or may have been, and not all of it; a second run finishes it
    interrupted,  // a signal asked to stop; nothing is half-written
};

// what() is one lower-case line naming the place, never a value read from a target.
// hint() says what the user can do, or is empty.
class Error : public std::runtime_error {
public:
    Error(ErrorKind kind, const std::string& what, std::string hint = {})
        : std::runtime_error(what), kind_(kind), hint_(std::move(hint)) {}

    ErrorKind kind() const noexcept { return kind_; }
    const std::string& hint() const noexcept { return hint_; }

private:
    ErrorKind kind_;
    std::string hint_;
};

}  // namespace postern
