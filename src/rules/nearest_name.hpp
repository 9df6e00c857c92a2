// The known name that a mistyped one most likely stands for.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace postern::rules {

// The name with the fewest letters to change, add, drop or swap; the first of several.
// Precondition: there is at least one name.
std::string_view nearest_name(std::string_view mistyped, std::span<const std::string_view> names);

// "'a', 'b' or 'c'"
std::string listed(std::span<const std::string_view> names);

}  // namespace postern::rules
