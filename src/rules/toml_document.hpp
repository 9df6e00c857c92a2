// A TOML text as a tree of values that know their places.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rules/rule_error.hpp"

namespace postern::rules {

enum class TomlType { text, integer, boolean, array, table, other };

struct TomlEntry;

struct TomlValue {
    TomlType type = TomlType::table;
    std::string text;                // of a text, an integer or a boolean
    std::vector<TomlValue> items;    // of an array
    std::vector<TomlEntry> entries;  // of a table, in the order of the file
    Place place;
};

struct TomlEntry {
    std::string key;
    Place place;
    TomlValue value;
};

// Throws Error(rule) for a text that is not TOML.
TomlValue parse_toml(std::string_view text, const std::string& file_name);

// "a string", "an integer", ...
std::string_view describe(TomlType type);

}  // namespace postern::rules
