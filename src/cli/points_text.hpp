// Sentences as the points of a list.
#pragma once

#include <string>
#include <vector>

namespace postern::cli {

// Under a title, wrapped; empty when there are none.
std::string points_text(const std::string& title, const std::vector<std::string>& sentences);

}  // namespace postern::cli
