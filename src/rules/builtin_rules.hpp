// The rules and providers that are part of the program.
#pragma once

#include <filesystem>
#include <span>
#include <string_view>

#include "postern/rule.hpp"

namespace postern::rules {

struct BuiltinRuleFile {
    std::string_view name;  // "jira.toml"
    std::string_view text;
};

// Generated from rules/*.toml by embed.cmake.
std::span<const BuiltinRuleFile> builtin_rule_files();

// Their origin reads "builtin:jira.toml".
RuleSet load_builtin_rules();

// base with the rules and providers of the folder: one whose id base already has takes its place.
// Other rules follow; other providers come first, because the first that fits a host counts. Throws
// what load_rule_folder throws.
RuleSet with_added_rules(RuleSet base, const std::filesystem::path& folder);

}  // namespace postern::rules
