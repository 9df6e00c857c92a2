// Whether a file is still the one that it was.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace postern::base {

// What changes with a file's content, or with the file that has the name.
struct FileState {
    std::uint64_t device = 0;
    std::uint64_t number = 0;  // of its inode
    std::uint64_t size = 0;
    std::int64_t modified = 0;  // nanoseconds
    std::int64_t changed = 0;   // likewise, of the inode

    bool operator==(const FileState&) const = default;
};

// nullopt: there is no such file, or it cannot be looked at.
std::optional<FileState> file_state(const std::string& path);

}  // namespace postern::base
