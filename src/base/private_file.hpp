// A file that nobody but its owner may read: mode 0600 from its first byte.
#pragma once

#include <string>
#include <string_view>

#include "postern/secret.hpp"

namespace postern::base {

// Each appears whole or not at all, synced with its folder. Throws Error with the system's reason. What a
// killed run left beside it, a secret in it maybe, goes with the next write.

// Throws Error also when there is a file of that name.
void create_private_file(const std::string& path, std::string_view text);
// The owner stays who it was, and a link keeps leading to the file.
void replace_private_file(const std::string& path, std::string_view text);

// Throws Error also when others than the owner may read or write it.
Secret read_private_file(const std::string& path);

}  // namespace postern::base
