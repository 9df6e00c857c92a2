// The scripts that come with a configuration.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "postfix/config_file.hpp"
#include "postfix/plan.hpp"

namespace postern::postfix {

struct ScriptText {
    std::string_view name;  // "install.sh"
    std::string_view text;
};

// Generated from scripts/*.sh by embed.cmake.
std::span<const ScriptText> script_texts();

// install.sh and uninstall.sh, the same for every plan, as they go by MANIFEST; prune.sh for a
// blackhole. For any POSIX shell, BusyBox's included.
std::vector<ConfigFile> make_scripts(const Plan& plan);

}  // namespace postern::postfix
