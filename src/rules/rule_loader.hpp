// Reads rule files.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "postern/rule.hpp"

namespace postern::rules {

// file_name is what messages and Rule::origin call the text. Throws Error(rule) with what()
// "FILE:LINE:COLUMN: what was found" and hint() "expected ..." for whatever is neither a rule nor a
// provider.
RuleSet load_rules(std::string_view toml_text, const std::string& file_name);

// All *.toml of the folder, by name; there must be at least one. An id may occur only once among the
// rules, and once among the providers.
RuleSet load_rule_folder(const std::filesystem::path& folder);

// Appends more to set; throws Error(rule) naming both places when an id occurs twice.
void append_rules(RuleSet& set, RuleSet more);

}  // namespace postern::rules
