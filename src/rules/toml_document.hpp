// A TOML text as a tree of values that know their places.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rules/rule_error.hpp"

namespace postern::rules {

enum class TomlType { text, integer, boolean, date, array, table, other };

struct TomlEntry;

struct TomlValue {
    TomlType type = TomlType::table;
    std::string text;                // of a text, an integer, a boolean or a date ("2027-03-31")
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

// As parse_toml(), of a file that may be none of ours, and hold a secret: nothing of it is repeated.
TomlValue parse_foreign_toml(std::string_view text, const std::string& file_name);

// A key for a message: "'format'", and "a key" where it does not look like one of ours.
std::string shown_key(const std::string& key);

// "a string", "an integer", ...
std::string_view describe(TomlType type);

}  // namespace postern::rules
