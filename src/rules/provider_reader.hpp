// Reads a provider from its table.
#pragma once

#include <string>

#include "postern/provider.hpp"
#include "rules/toml_reader.hpp"

namespace postern::rules {

// Refuses what does not belong there, see TomlReader. Whoever announces the end of passwords says
// how to get tokens.
Provider read_provider(const TomlReader& table, const std::string& file_name);

}  // namespace postern::rules
