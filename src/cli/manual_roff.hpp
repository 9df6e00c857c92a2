// A manual page as man(1) wants it.
#pragma once

#include <string>
#include <vector>

#include "cli/manual_markdown.hpp"

namespace postern::cli {

struct PageFacts {
    std::string date;     // "2026-11-29"
    std::string version;  // "0.1.0"
};

// The first block is the title, "postern-scan(1)". Throws Error for a page that does not start with one.
std::string manual_roff(const std::vector<Block>& blocks, const PageFacts& facts);

}  // namespace postern::cli
