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

    // Of a directory whose files may be one backup: their names, sorted. Empty for a file.
    std::vector<std::string> members = {};
};

struct FileWalk {
    std::vector<FoundFile> files;  // in the order of the targets; within a directory by name
    std::vector<std::pair<std::string, Skip>> unreadable;
    std::uint64_t links = 0;  // symbolic links met in directories, which are not followed
};

// A directory in which a file is named like the index of a backup in several files comes as one; what is
// below it in further directories comes by itself. Names nothing twice that the targets name twice. Links
// named on the command line are followed.
FileWalk walk_files(const std::vector<std::string>& targets);

}  // namespace postern::target
