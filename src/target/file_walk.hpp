// The files that the targets of a command line stand for.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "postern/skip.hpp"

namespace postern::target {

struct FoundFile {
    std::string path;  // "-" for standard input
    std::uint64_t size = 0;
    bool named = false;  // on the command line, not met in a directory
};

struct FileWalk {
    std::vector<FoundFile> files;  // in the order of the targets; within a directory by name
    std::vector<std::pair<std::string, Skip>> unreadable;
    std::uint64_t links = 0;  // symbolic links met in directories, which are not followed
};

// Names nothing twice that the targets name twice. Links named on the command line are followed.
FileWalk walk_files(const std::vector<std::string>& targets);

}  // namespace postern::target
