// The refusal of a rule file, with the place of the mistake.
#pragma once

#include <cstddef>
#include <string>

#include "postern/error.hpp"

namespace postern::rules {

// Both from 1; the column counts characters.
struct Place {
    std::size_t line = 1;
    std::size_t column = 1;
};

// what() is "FILE:LINE:COLUMN: found"; the hint reads "expected ...".
Error rule_error(const std::string& file, Place place, const std::string& found, const std::string& expected);

}  // namespace postern::rules
