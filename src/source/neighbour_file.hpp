// A small file that lies beside the one that is read.
#pragma once

#include <optional>
#include <string>

namespace postern::source {

// nullopt: not there, no regular file, not ours to read, or longer than 1 MiB.
std::optional<std::string> read_neighbour(const std::string& path);

}  // namespace postern::source
