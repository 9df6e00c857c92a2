// One file of a configuration, before it is written anywhere.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "postern/secret.hpp"

namespace postern::postfix {

inline constexpr unsigned kOpenMode = 0644;
inline constexpr unsigned kSecretMode = 0600;
inline constexpr unsigned kScriptMode = 0755;

// The text may hold passwords, so it is a Secret in every file.
struct ConfigFile {
    std::string name;  // within the configuration's folder; may have a folder in it
    unsigned mode = kOpenMode;
    Secret text;

    ConfigFile(std::string file_name, std::string_view file_text, unsigned file_mode = kOpenMode)
        : name(std::move(file_name)), mode(file_mode), text(file_text) {}
    ConfigFile(std::string file_name, Secret file_text)
        : name(std::move(file_name)), mode(kSecretMode), text(std::move(file_text)) {}
};

}  // namespace postern::postfix
