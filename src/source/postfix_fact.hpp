// What a Postfix configuration comes to, in words for rules.
#pragma once

#include <cstdint>
#include <string>

#include "postern/locator.hpp"
#include "postern/record.hpp"

namespace postern::source {

inline std::string unknown_fact(const std::string& reason) {
    return std::string(kUnknown) + reason;
}

// Where a parameter has its value from: "relay_domains in main.cf", "-o mynetworks in master.cf".
struct PostfixSetting {
    std::string name;
    std::uint64_t line = 0;  // of that file, where the parameter or the service starts
    ByteRange bytes;         // of the value in main.cf
};

// A fact, what it is about where that is not a parameter of main.cf ("transport jira_main"), and the
// setting that makes it so where that is not the one that everybody would look at; else without a name.
struct PostfixFact {
    std::string value;
    std::string about;
    PostfixSetting setting{};
};

}  // namespace postern::source
