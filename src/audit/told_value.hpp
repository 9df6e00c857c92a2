// Which values a plan may print.
#pragma once

#include <optional>
#include <string_view>

#include "postern/rule.hpp"

namespace postern::audit {

// Whether this value of the field may be told to people: a switch, a number, or what the rule calls a
// server, a user name or the like. Never what the rule or the name calls a secret, and nothing of which
// nobody knows what it is: a document repeats what the JVM was given, passwords included.
bool may_be_told(const Rule& rule, std::string_view field, std::optional<std::string_view> value);

}  // namespace postern::audit
