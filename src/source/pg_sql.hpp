// Names and pieces of SQL as PostgreSQL takes them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace postern::source {

// In double quotes, whatever is in it.
std::string pg_identifier(std::string_view name);

// "a", "b", "c", each with `before` in front.
std::string pg_identifiers(const std::vector<std::string>& names, std::string_view before = {});

}  // namespace postern::source
