// Values of a rule file that have a form.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rules/toml_reader.hpp"

namespace postern::rules {

// All refuse another form with its place, see TomlReader.

// The id of a rule or a provider: letters a to z, digits, '-'.
std::string read_id(const TomlReader& table);

// A text of one line: it may become a line of a comment, or a word, where a line end would start another.
std::string required_line(const TomlReader& table, std::string_view key);

// At least one text.
std::vector<PlacedText> required_texts(const TomlReader& table, std::string_view key);

// A day that there is, as "YYYY-MM-DD".
std::string required_date(const TomlReader& table, std::string_view key);

// Public addresses: "https://", a host with a dot, no blanks.
std::string required_address(const TomlReader& table, std::string_view key);
std::vector<std::string> required_addresses(const TomlReader& table, std::string_view key);

}  // namespace postern::rules
