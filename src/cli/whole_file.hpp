// A file that is read as a whole, as its content is small.
#pragma once

#include <cstddef>
#include <string>

namespace postern::cli {

// "-" is standard input. Throws Error(failed) when it cannot be read, or has more bytes than `most`.
std::string read_whole_file(const std::string& path, std::size_t most);

// What an option names has to be a regular file; whatever is wrong with it is Error(usage).
std::string read_option_file(const std::string& path, std::size_t most);

}  // namespace postern::cli
