// What a Postfix configuration comes to, in words for rules.
#pragma once

#include <string>

#include "postern/record.hpp"

namespace postern::source {

inline std::string unknown_fact(const std::string& reason) {
    return std::string(kUnknown) + reason;
}

// A fact, and what it is about where that is not a parameter of main.cf: "transport jira_main".
struct PostfixFact {
    std::string value;
    std::string about;
};

}  // namespace postern::source
