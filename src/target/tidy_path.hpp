// One spelling for a path, however it was typed.
#pragma once

#include <string>

namespace postern::target {

// Without what means nothing in it: "./", a second slash, a slash at the end. What ".." means depends on
// links, so it stays; so does "-", which is standard input.
std::string tidy_path(const std::string& path);

}  // namespace postern::target
