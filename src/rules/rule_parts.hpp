// Reads the parts a rule is made of from their tables.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "postern/rule.hpp"
#include "rules/toml_reader.hpp"

namespace postern::rules {

// All refuse what does not belong there, see TomlReader.
std::vector<Condition> read_conditions(const TomlReader& parent, std::string_view key);
NestedDocument read_nested(const TomlReader& table);
std::map<std::string, FieldRule> read_fields(const TomlReader& table);
SecretRule read_secret(const TomlReader& table);
Layout read_layout(const TomlReader& table);
FindingRule read_finding(const TomlReader& table);
Change read_change(const TomlReader& table);

}  // namespace postern::rules
